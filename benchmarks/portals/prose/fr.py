"""French."""

from benchmarks.portals.newsroom import Prose

PROSE = Prose(
    titles=(
        "{topic} à {place}", "{place} : {thing} pour tous", "Retour sur {topic} de {place}", "Avis relatif à {thing}, {place}", "{n} habitants de {place} et {thing}",
        "Bientôt {thing} à {place}", "Pourquoi {topic} quitte {place}", "Compte rendu n° {n} : {thing}", "{topic}, {n} ans déjà à {place}", "Ouverture : {thing} ({place})",
    ),
    sentences=(
        "{who} {did} {what} {where}.", "{when}, {who} {did} {what} {why}.", "« Il fallait bien que {what} aboutisse », confie {name}.",
        "Le montant s'élève à {n} 000 euros, dont {n} 000 pour {what}.", "D'après {name}, {what} sera prêt avant la rentrée.",
        "Près de {n} personnes se sont retrouvées {where} autour de {name}.", "Depuis le 2 juin {year}, {what} attendait {where}.",
        "{name} a remercié {org} et rappelé que {what} remonte à {year}.", "Les dossiers sont à déposer {where} sous {n} jours.",
        "{when}, la circulation sera coupée {where}.", "Renseignements auprès de {org}, du lundi au vendredi.", "{who} {did} {what}, sans attendre {org}.",
    ),
    headings=("Et maintenant ?", "Rappel des faits", "Le budget", "Informations pratiques", "Un projet pour {place}"),
    captions=("{name} {where}", "Photo {name}", "Vue de {place}", "{place} en {year}"),
    columns=(("N°", "Commune", "Foyers", "Part"), ("Rang", "Équipe", "Points"), ("Lot", "Poste", "Prévu", "Réalisé", "Solde")),
    phrases={
        "topic": ("La fête du pain", "Le marché de Noël", "La fanfare", "La course des ponts", "Le lavoir", "La bibliothèque", "Le comité des fêtes", "La zone humide",
                  "Le plan d'eau", "La cantine", "Le jumelage", "La navette"),
        "thing": ("un terrain de jeux", "la taxe de séjour", "une ruelle pavée", "le tri des déchets", "une salle polyvalente", "la fibre", "un verger partagé",
                  "le réseau d'eau", "une halle couverte", "la piste cyclable", "le cimetière", "un poste de secours"),
        "place": ("Vaucresson-le-Vieux", "Saint-Aubrac", "Les Mouettes", "Rochebelle", "Ormeval", "Pont-Clair", "la Combe", "Montferrat-Bas", "Lesquière", "Bois-Joli"),
        "who": ("la maire", "le conseil municipal", "l'association des parents", "un collectif d'habitants", "le syndicat des eaux", "la commission des travaux",
                "le club de pétanque", "l'adjoint aux finances", "la directrice de l'école", "l'équipe des pompiers", "le garde champêtre"),
        "did": ("a présenté", "a inauguré", "a refusé", "a visité", "a voté", "a reporté", "a défendu", "a réclamé", "a signé", "a remis en état", "a expliqué"),
        "what": ("le nouveau règlement", "les comptes de l'année", "la réfection de la place", "une convention avec le département", "le plan des sentiers",
                 "la deuxième tranche des travaux", "une étude sur le bruit", "le calendrier des fêtes", "l'achat d'un camion", "l'exposition de cartes anciennes",
                 "le bail du presbytère", "la réserve de sable", "le projet de chaufferie"),
        "where": ("en mairie", "au bord de la rivière", "sur la place", "devant la chapelle", "à la salle des fêtes", "rue du Puits", "près de la gare",
                  "sous la halle", "au stade", "dans la cour de l'école"),
        "when": ("Samedi dernier", "Au petit matin", "Avant les vacances", "Pendant la séance", "Après une longue attente", "Cet automne", "Il y a deux ans"),
        "why": ("par mesure de sécurité", "malgré la pluie", "grâce à une subvention", "à la demande des riverains", "comme le veut la loi", "pour économiser l'énergie"),
        "name": ("Claire Vautrin", "Émile Roussac", "Josette Pelard", "Marc Thévenin", "Odile Cambrai", "Luc Fabrègue"),
        "org": ("le département", "la préfecture", "la caisse locale", "l'office de tourisme", "la région", "la chambre d'agriculture"),
        "tag": ("travaux", "fêtes", "jeunesse", "sport", "eau", "culture"),
        "row": ("Ormeval", "Rochebelle", "Pont-Clair", "Lesquière", "Saint-Aubrac", "Bois-Joli"),
        "signature": ("La rédaction", "Le secrétariat", "Odile Cambrai", "(avec la préfecture)"),
    },
)
