"""Notes with something bad in every field, name, heading and form of Markdown; each stands for a kind."""

NOTES: dict[str, bytes] = {
    "me.md": (
        b"---\n"
        b"name: Me <img src=x onerror=__PWN(1)>\n"
        b'headline: "<svg onload=__PWN(2)>"\n'
        b'goals: ["<b onclick=__PWN(3)>x</b>"]\n'
        b'signature: "</script><script>__PWN(4)</script>"\n'
        b"knows: [Ada]\n"
        b"---\n"
        b"Hi\n"
    ),
    "people/ada.md": (
        b"---\n"
        b"name: Ada\n"
        b'aliases: [\'" onmouseover="__PWN(5)\', "<i>A</i>"]\n'
        b'tags: [\'"><svg onload=__PWN(6)>\', "a b", "__proto__", "constructor"]\n'
        b'role: "</title><script>__PWN(7)</script>"\n'
        b'company: "Acme <img src=x onerror=__PWN(8)>"\n'
        b'location: "{{ 7*7 }}{% raw %}"\n'
        b"email: 'a\"onfocus=__PWN(9)@x.example'\n"
        b'phone: "javascript:__PWN(10)"\n'
        b'linkedin: "java\\tscript:__PWN(11)"\n'
        b'website: "data:text/html,<script>__PWN(12)</script>"\n'
        b'photo: "data:image/svg+xml,<svg onload=__PWN(13)>"\n'
        b"closeness: 4\n"
        b"---\n"
        b'## __config { #__config .md-search onclick=__PWN(14) style="background:url(//track.example/1)" }\n'
        b"\n"
        b'Text{ #getElementById .wayin-filter srcset="https://track.example/2 2x" }\n'
    ),
    "people/form.md": (
        b"---\n"
        b"name: Form\n"
        b"---\n"
        b"<form id=__search name=getElementById><input name=getElementById><input name=attributes><b"
        b'utton formaction="javascript:__PWN(15)" name=querySelector>x</button><input type=image nam'
        b"e=body src=//track.example/3><output name=cookie></form>\n"
        b"<img name=currentScript src=x><img name=getElementById src=x.png><embed name=forms src=//t"
        b"rack.example/4><object name=head data=//track.example/5></object><a name=__toc id=__drawer"
        b' href="#">x</a><a name=WAYIN_NETWORK id=WAYIN_NETWORK href=x>y</a>\n'
    ),
    "people/mermaid.md": (
        b"---\n"
        b"name: Mer\n"
        b"---\n"
        b"```mermaid\n"
        b'graph TD; A-->B["<img src=x onerror=__PWN(16)>"]\n'
        b"```\n"
        b"\n"
        b"``` { .mermaid .md-search #__config }\n"
        b"x\n"
        b"```\n"
        b"\n"
        b'<pre class="mer&#x6d;aid"><code>g</code></pre>\n'
        b'<div class="MERMAID">a</div>\n'
    ),
    "people/media.md": (
        b"---\n"
        b"name: Media\n"
        b"---\n"
        b'![a](x.svg) ![b](<x.svg#"onload="__PWN(17)>) [c](x.svg) ![[x.svg]] ![[x.html]] [d](x.html)'
        b' [e](./x.html?a=1#b) [f](X%2ehtml) <picture><source srcset="https://track.example/6 1x, x.'
        b'png 2x"><img src=x.png srcset="//track.example/7" sizes=1px loading=eager></picture> <vide'
        b'o poster="https:track.example/8"><source src="//track.example/9"><track src=//track.exampl'
        b'e/10></video> <audio src=" https://track.example/11"></audio> ![ref][r]\n'
        b"\n"
        b'[r]: &#9;https://track.example/12 "t\\" onload=__PWN(18)"\n'
    ),
    "people/x.svg": (
        b'<svg xmlns="http://www.w3.org/2000/svg"><script>__PWN(19)</script><image href="https://tra'
        b'ck.example/13"/></svg>'
    ),
    "people/x.html": (b"<script>__PWN(20)</script>"),
    "people/md.md": (
        b"---\n"
        b"name: Md\n"
        b"---\n"
        b'!!! note "<img src=x onerror=__PWN(21)>"\n'
        b"    a\n"
        b"\n"
        b'??? mermaid "b" \n'
        b"    c\n"
        b"\n"
        b'!!! wayin-filter md-search "d"\n'
        b"    e\n"
        b"\n"
        b'=== "<script>__PWN(22)</script>"\n'
        b"\n"
        b"    f\n"
        b"\n"
        b'=== "`<img src=x onerror=__PWN(23)>`"\n'
        b"\n"
        b"    g\n"
        b"\n"
        b"- [x] <img src=x onerror=__PWN(24)>\n"
        b"- [ ] [l](javascript&#58;__PWN(25))\n"
        b"\n"
        b"[^1]: <img src=x onerror=__PWN(26)>\n"
        b'[^"onclick=__PWN(27)]: x\n'
        b"\n"
        b'A[^1] b[^"onclick=__PWN(27)] ++"ctrl onclick=__PWN(28)"+a++ :material-account:{ onload=__P'
        b"WN(29) .md-search } :smile: HTML\n"
        b"\n"
        b'*[HTML]: <img src=x onerror=__PWN(30)>" onmouseover="__PWN(31)\n'
        b"\n"
        b"$$<img src=x onerror=__PWN(32)>$$ ==a{ onclick=__PWN(33) }== {++b<img src=x onerror=__PWN(34)>++}\n"
        b"\n"
        b'``` { .python title="<img src=x onerror=__PWN(35)>" data-x="\\"><script>" linenums="1<scrip'
        b't>" hl_lines="1 \\"x" }\n'
        b"x\n"
        b"```\n"
        b"\n"
        b'--8<-- "../../../../etc/passwd"\n'
        b"\n"
        b'<!-- wayin: due --><div data-wayin="targets" onclick=__PWN(36)></div>\n'
    ),
    "people/head.md": (
        b"---\n"
        b"name: Head\n"
        b'title: "</title><script>__PWN(37)</script>"\n'
        b"---\n"
        b'# <script>__PWN(38)</script> `<img src=x onerror=__PWN(39)>` { #x"onfocus=__PWN(40) }\n'
        b"\n"
        b"## &lt;img src=x onerror=__PWN(41)&gt;\n"
        b"\n"
        b"## [a](javascript:__PWN(42)) <b onclick=__PWN(43)>b</b>\n"
        b"\n"
        b'<h2 id="&quot;&gt;&lt;img src=x onerror=__PWN(44)&gt;">c</h2>\n'
    ),
    "page.md": (
        b"---\n"
        b'title: "<img src=x onerror=__PWN(45)>"\n'
        b"description: '\" onload=\"__PWN(46)'\n"
        b'icon: "../../../x"\n'
        b"status: 'x\" onclick=\"__PWN(47)'\n"
        b"hide: ['\"><script>__PWN(48)</script>']\n"
        b"template: redirect.html\n"
        b"location: https://track.example/14\n"
        b'edit_url: "javascript:__PWN(49)"\n'
        b'search: {exclude: true, boost: "<script>"}\n'
        b'social: {cards_layout: "../../x"}\n'
        b"tags: ['<img src=x onerror=__PWN(50)>']\n"
        b"author: '\"><script>__PWN(51)</script>'\n"
        b"---\n"
        b'<base href=//track.example/><meta http-equiv=refresh content="0;url=//track.example/15"><l'
        b"ink rel=preload as=image href=//track.example/16><link rel=dns-prefetch href=//track.examp"
        b'le><style>@import "//track.example/17"</style>\n'
        b"\n"
        b'<a href="jav&Tab;ascript:__PWN(52)">a</a> <a href="\x01javascript:__PWN(53)">b</a> <a href="d'
        b'ata:text/html;base64,PHNjcmlwdD4=">c</a> <a href="blob:x" ping="//track.example/18" target'
        b'=_top>d</a> <a href="//track.example/19" rel=opener target=x>e</a> [f](vbscript:x) <svg><a'
        b' xlink:href="javascript:__PWN(54)"><text>g</text></a><use href="x.svg#a"/><animate attribu'
        b'teName=href to=javascript:__PWN(55)></svg> <math><mi xlink:href="javascript:__PWN(56)">h</'
        b'mi></math> <p style="position:fixed;inset:0">i</p> <td background=//track.example/20>j</td'
        b"> <dialog open>k</dialog> <p popover id=pp>l</p><button popovertarget=pp>m</button> <p slo"
        b"t=x is=y contenteditable autofocus tabindex=1 accesskey=s draggable=true>n</p>\n"
    ),
    'folder <b onclick=__PWN(57)>/a" onload=__PWN(58) x=".md': (b"# T\n"),
    "people/q' onmouseover=__PWN(59) '.md": (b"---\nclosness: 1\n---\nx [[{{ x }}]]\n"),
    "people/java&#115;cript.md": (b"x"),
    "companies/acme.md": (
        b"---\n"
        b'name: "Acme \\u2028<script>__PWN(60)</script>"\n'
        b"roles:\n"
        b'  - {title: "<img src=x onerror=__PWN(61)>", url: "javascript:__PWN(62)"}\n'
        b'industry: ["<b>", "x"]\n'
        b'parent: "<script>"\n'
        b"interest: 4\n"
        b"---\n"
    ),
    "interviews/t.md": (
        b"---\n"
        b'with: [Ada, "<img src=x onerror=__PWN(63)>"]\n'
        b"date: 2026-11-01\n"
        b'kind: "<script>"\n'
        b'place: "<img src=x onerror=__PWN(64)>"\n'
        b'questions: [{ask: "<script>__PWN(65)</script>", answer: "[x](javascript:__PWN(66))"}]\n'
        b'learnings: [{topic: \'"><script>__PWN(67)</script>\', point: "<img src=x onerror=__PWN(68)>"'
        b', quote: "</q><script>"}]\n'
        b'promised: [{what: "<svg onload=__PWN(69)>", by: 2026-12-01}]\n'
        b"---\n"
        b"## What I learned\n"
        b"\n"
        b'- <img src=x onerror=__PWN(70)> #"><script>\n'
        b"- [a](javascript:__PWN(71)) #constructor #__proto__\n"
        b"\n"
        b"## Log\n"
        b"\n"
        b"- 2026-11-02 <img src=x onerror=__PWN(72)>\n"
    ),
}
