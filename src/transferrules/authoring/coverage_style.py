"""How the page of coverage looks: wide, quiet, what is wanting in one colour; dark where the reader's screen is."""

STYLE = """
:root { color-scheme: light dark; --ink: #1d2328; --faint: #5c6770; --line: #d8dde1; --paper: #fff; --tint: #f4f6f7; --bad: #a3290f; --bad-tint: #fdf1ec; --good: #276749; --link: #1f5a94 }
@media (prefers-color-scheme: dark) { :root { --ink: #e3e7ea; --faint: #98a3ac; --line: #39424a; --paper: #161b1f; --tint: #1f262b; --bad: #ff9d80; --bad-tint: #33201a; --good: #7fcfa4; --link: #8cc0f5 } }
* { box-sizing: border-box }
html { scroll-padding-top: 5rem }
body { margin: 0 auto; max-width: 110rem; padding: 1.5rem; font: 15px/1.45 system-ui, sans-serif; color: var(--ink); background: var(--paper) }
h1 { font-size: 1.6rem; margin: 0 0 .5rem; line-height: 1.2 }
h2 { font-size: 1.25rem; margin: 2.5rem 0 .5rem }
p { margin: 0 0 .35rem; max-width: 42rem }
a { color: var(--link) }
.note, .id, .id span, .more, summary { color: var(--faint); font-size: .87em }
.id b { color: var(--ink) }
.bad { color: var(--bad) } .good { color: var(--good) }
.tally { list-style: none; display: flex; flex-wrap: wrap; gap: .5rem; padding: 0; margin: .75rem 0 }
.tally a { display: block; padding: .35rem .8rem; border: 1px solid var(--line); border-radius: .4rem; color: inherit; text-decoration: none }
.tally b { font-size: 1.3rem; margin-right: .2rem }
nav { position: sticky; top: 0; z-index: 2; background: var(--paper); border-bottom: 1px solid var(--line); padding: .5rem 0; margin-top: .5rem; display: flex; gap: 1rem; flex-wrap: wrap }
table { border-collapse: collapse; width: 100% }
th { text-align: left; font-weight: 600 }
td, th { vertical-align: top; padding: .55rem .7rem; border-top: 1px solid var(--line) }
thead th { position: sticky; top: 2.45rem; z-index: 1; background: var(--paper); border: 0; box-shadow: inset 0 -1px var(--line) }
.side { table-layout: fixed }
.side th:nth-child(1) { width: 28% } .side th:nth-child(2) { width: 42% }
.section th { background: var(--tint); font-size: .95em; padding: .4rem .7rem }
.hole td { background: var(--bad-tint) }
.lacks { color: var(--bad); font-weight: 600 }
.way { margin: .2rem 0 0 }
ul { margin: .1rem 0 .35rem; padding-left: 1.1rem }
.side li { margin-bottom: .15rem }
pre { margin: .3rem 0 .8rem; padding: .5rem .7rem; background: var(--tint); border-radius: .3rem; font: 12.5px/1.45 ui-monospace, monospace; white-space: pre-wrap; overflow-wrap: anywhere }
summary { cursor: pointer }
.side details { margin-bottom: .5rem }
.id { overflow-wrap: anywhere }
.counts td:nth-child(n+3), .counts th:nth-child(n+3) { width: 5.5rem; text-align: right }
.counts td:first-child { width: 26% }
.counts details { font-size: .87em } .counts summary { color: var(--link); font-size: 1.1em }
.counts i { color: var(--faint); font-style: normal }
.list td:first-child { text-align: right; color: var(--faint) }
tr:target td { outline: 2px solid var(--link); outline-offset: -2px }
label[for=only] { margin-left: .4rem }
#only:checked ~ main .fine { display: none }
@media (max-width: 55rem) { .side, .side tbody, .side tr, .side td, .side th { display: block; width: auto !important } .side thead { display: none } .side td { border: 0 } .side tr { border-top: 1px solid var(--line) } main { overflow-x: auto } }
@media print { nav, #only, label[for=only] { display: none } thead th { position: static } }
"""
