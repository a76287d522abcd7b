/** The page's style sheet: one column on a phone, dark where the system is, black on white on paper. */
export const style = `
:root{color-scheme:light dark;--ink:#1b1f24;--dim:#68707a;--grid:#e2e5e9;--page:#fff;--mark:#b3400e}
@media (prefers-color-scheme:dark){:root{--ink:#e6e8eb;--dim:#98a1ac;--grid:#30363d;--page:#14171a;--mark:#ff9a62}}
*{box-sizing:border-box}
body{font:16px/1.5 system-ui,sans-serif;color:var(--ink);background:var(--page);max-width:60rem;margin:0 auto;padding:1rem}
h1{font-size:1.6rem;line-height:1.2}h2{margin-top:2.5rem;border-bottom:2px solid var(--grid)}h3{margin-bottom:0}
p{margin:.3rem 0 .8rem}
.wide{overflow-x:auto}
table{border-collapse:collapse;font-size:.8rem;font-variant-numeric:tabular-nums;white-space:nowrap}
th,td{padding:.2rem .5rem;text-align:right;border-bottom:1px solid var(--grid)}
th[scope=row],thead th:first-child{text-align:left;font-weight:400;position:sticky;left:0;background:var(--page)}
tr.strong th,tr.strong td{font-weight:700;color:var(--mark)}
td.flag{color:#c1121f;font-weight:700}
svg{width:100%;height:auto;max-width:44rem;display:block}
svg.key{width:1.5rem;height:.6rem;display:inline-block;margin-right:.3rem;vertical-align:middle}
.grid{stroke:var(--grid)}.tick,.axis,.name{font:12px system-ui,sans-serif;fill:var(--dim)}.name{fill:var(--ink)}
.name.strong{font-weight:700;fill:var(--mark)}
.line{fill:none;stroke-width:1.5}.line.strong{stroke-width:4}
.front{fill:none;stroke:var(--dim);stroke-dasharray:3 4}
.dot{fill:var(--dim)}.dot.strong{fill:var(--mark)}
.c0{stroke:#7a8490}.c1{stroke:#d9480f}.c2{stroke:#2b8a3e}.c3{stroke:#1971c2}.c4{stroke:#9c36b5}.c5{stroke:#e0a100}.c6{stroke:#0c8599}.c7{stroke:#c2255c}
.d1{stroke-dasharray:6 4}.d2{stroke-dasharray:2 3}
.f0{fill:#1971c2}.f1{fill:#e8590c}.f2{fill:#2f9e44}.f3{fill:#9c36b5}.f4{fill:#f2b705}.f5{fill:#0c8599}.f6{fill:#c2255c}.f7{fill:#74b816}.f8{fill:#845ef7}.f9{fill:#a0703c}.f10{fill:#5c7cfa}.f11{fill:#9aa2ab}
.legend{font-size:.8rem;color:var(--dim)}.legend span{display:inline-block;margin-right:.9rem;white-space:nowrap}
@media screen and (max-width:36rem){.tick,.axis,.name{font-size:17px}.line{stroke-width:2.5}.line.strong{stroke-width:5}}
@media print{:root{--ink:#000;--dim:#444;--grid:#bbb;--page:#fff;--mark:#8a2c00}body{max-width:none;font-size:11px}.wide{overflow:visible}table{font-size:7px}th,td{padding:1px 3px}svg,table{break-inside:avoid}h2{break-before:page}}
`
