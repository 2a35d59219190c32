"""Spanish."""

from benchmarks.portals.newsroom import Prose

PROSE = Prose(
    titles=(
        "{topic} llega a {place}", "{place} estrena {thing}", "Aprobado el proyecto de {topic} en {place}", "Aviso sobre {thing} en {place}",
        "{n} vecinos de {place} piden {thing}", "El pleno debate {thing} para {place}", "{place} celebra {topic}", "Abierto el plazo para {thing} de {place}",
        "Convocatoria {n}: {topic} y {thing}", "¿Qué pasa con {thing} en {place}?",
    ),
    sentences=(
        "{who} {did} {what} {where}.", "{when}, {who} {did} {what} {why}.",
        "«No queremos promesas, queremos {what}», declaró {name}.", "El coste total asciende a {n} mil euros, de los cuales {n} mil corresponden a {what}.",
        "Según {name}, {what} estará terminado antes del verano.", "Más de {n} personas acudieron {where} para conocer {what}.",
        "Desde el 3 de mayo de {year}, {who} no había visto nada parecido {where}.", "{who} recordó que {what} data de {year}.",
        "Las solicitudes se entregan {where} en un plazo de {n} días hábiles.", "{name} agradeció a {org} el apoyo a {what} {why}.",
        "{when} se cortará el tráfico {where} durante {n} horas.", "Para más información, los interesados pueden dirigirse a {org}.",
    ),
    headings=("Próximos pasos", "Antecedentes", "Presupuesto", "Requisitos", "Un año en {place}"),
    captions=("{name}, {where}", "Foto: {name}", "Imagen de {place}", "Obras {where}"),
    columns=(("Nº", "Barrio", "Vecinos", "Viviendas"), ("Puesto", "Equipo", "Puntos"), ("Lote", "Partida", "Previsto", "Gastado", "Resto")),
    phrases={
        "topic": ("la feria del queso", "el carnaval", "la reforma del mercado", "la carrera popular", "la semana del libro", "el agua potable", "la banda municipal",
                  "el tranvía", "la vendimia", "la ruta de molinos", "el teatro de barrio", "la limpieza del río"),
        "thing": ("parque infantil", "centro de salud", "aparcamiento", "alumbrado nuevo", "huertos urbanos", "biblioteca", "polideportivo", "carril bici",
                  "becas de comedor", "contenedores", "autobús nocturno", "fuente pública"),
        "place": ("Valdeolmos", "Peñarrubia", "el barrio alto", "Torrehermosa", "La Vega", "Puente Viejo", "San Telmo", "Los Almendros", "Fuentecilla",
                  "el puerto", "Montalbo", "Ribera Baja"),
        "who": ("el alcalde", "la concejala de obras", "un grupo de vecinos", "la asociación de comerciantes", "el equipo técnico", "la junta de distrito",
                "la dirección del instituto", "el cuerpo de bomberos", "la cofradía", "el portavoz de la oposición", "la comisión de fiestas", "el patronato"),
        "did": ("presentó", "inauguró", "rechazó", "visitó", "aprobó por mayoría", "aplazó", "defendió", "reclamó", "firmó", "entregó", "revisó", "explicó"),
        "what": ("el nuevo reglamento", "las cuentas del año", "la reforma de la plaza", "un convenio con la diputación", "el plan de caminos", "la segunda fase de las obras",
                 "un estudio sobre el ruido", "el calendario escolar", "la compra de dos camiones", "el programa de fiestas", "la exposición de fotografías antiguas",
                 "una red de senderos", "el contrato de basuras", "la rehabilitación del molino"),
        "where": ("en la casa consistorial", "junto al río", "en la plaza mayor", "ante la ermita", "en el salón de actos", "a las afueras", "en la calle del Pozo",
                  "bajo los soportales", "en el recinto ferial", "cerca de la estación"),
        "when": ("Ayer por la tarde", "El pasado lunes", "A primera hora", "Antes de Navidad", "Durante el pleno", "Tras una larga espera", "En otoño", "Hace dos años"),
        "why": ("por motivos de seguridad", "pese a la lluvia", "gracias a una subvención", "a petición de los vecinos", "conforme a la ley", "para ahorrar energía"),
        "name": ("Lucía Barrantes", "Andrés Olmedo", "Pilar Sotomayor", "Ramón Quiles", "Inés Carvajal", "Tomás Lavín"),
        "org": ("la diputación", "la consejería", "la caja rural", "la oficina del consumidor", "el ministerio", "la universidad popular"),
        "tag": ("fiestas", "obras", "juventud", "deporte", "agua", "cultura", "empleo"),
        "row": ("Valdeolmos", "La Vega", "San Telmo", "Montalbo", "Fuentecilla", "Ribera Baja", "Los Almendros"),
        "signature": ("Redacción", "Gabinete de prensa", "Texto: Inés Carvajal", "(Fuente: diputación)"),
    },
)
