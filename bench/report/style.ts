/** The page's style sheet: one column on a phone, dark where the system is, black on white on paper. */
export const style = `
:root{color-scheme:light dark;--ink:#1b1f24;--dim:#59626c;--grid:#dfe3e8;--page:#fff;--mark:#b3400e;--bad:#b3141f}
@media (prefers-color-scheme:dark){:root{--ink:#e6e8eb;--dim:#a6afba;--grid:#343a42;--page:#14171a;--mark:#ff9a62;--bad:#ff7b7b}}
*{box-sizing:border-box}
body{font:16px/1.5 system-ui,sans-serif;color:var(--ink);background:var(--page);max-width:62rem;margin:0 auto;padding:1rem}
h1{font-size:1.6rem;line-height:1.2}h2{margin-top:2.5rem;border-bottom:2px solid var(--grid)}h3{margin:1.6rem 0 0}
p{margin:.3rem 0 .8rem}
.scroll{overflow-x:auto}
table{border-collapse:collapse;font-size:.82rem;font-variant-numeric:tabular-nums;white-space:nowrap;margin:.4rem 0}
th,td{padding:.2rem .55rem;text-align:right;border-bottom:1px solid var(--grid)}
th[scope=row],thead th:first-child{text-align:left;font-weight:400;position:sticky;left:0;background:var(--page);padding-left:0}
tr.strong th,tr.strong td{font-weight:700;color:var(--mark)}
td.flag{color:var(--bad);font-weight:700}
.chart{width:100%;height:auto;display:block;margin:.5rem 0}
.broad .chart{max-width:760px}.narrow .chart{max-width:420px}.narrow{display:none}
@media screen and (max-width:36rem){.broad{display:none}.narrow{display:block}}
svg.key{width:1.5rem;height:.6rem;display:inline-block;margin-right:.35rem;vertical-align:middle}
svg.key rect{stroke:none}
.grid{stroke:var(--grid)}.tick,.axis,.name{font:12px system-ui,sans-serif;fill:var(--dim)}.name{fill:var(--ink)}
.name.strong{font-weight:700;fill:var(--mark)}
.line{fill:none;stroke-width:1.6}.line.strong{stroke:var(--mark);stroke-width:4}
.front{fill:none;stroke:var(--dim);stroke-dasharray:3 4}.lead{stroke:var(--dim);stroke-width:.7}
.dot{fill:var(--dim)}.dot.strong{fill:var(--mark)}
.c0{stroke:#7a8490}.c1{stroke:#2b9a3e}.c2{stroke:#1c7ed6}.c3{stroke:#ae3ec9}.c4{stroke:#c99200}.c5{stroke:#0c8599}.c6{stroke:#e64980}
.d1{stroke-dasharray:7 4}.d2{stroke-dasharray:2 3}
.f0{fill:#1c7ed6}.f1{fill:#e8590c}.f2{fill:#2f9e44}.f3{fill:#ae3ec9}.f4{fill:#f2b705}.f5{fill:#0c8599}.f6{fill:#e64980}.f7{fill:#74b816}.f8{fill:#845ef7}.f9{fill:#a0703c}.f10{fill:#4dabf7}.f11{fill:#9aa2ab}
.legend{font-size:.8rem;color:var(--dim)}.legend span{display:inline-block;margin-right:.7rem;white-space:nowrap}
@page{margin:14mm}
@media print{:root{--ink:#000;--dim:#444;--grid:#bbb;--page:#fff;--mark:#8a2c00;--bad:#a00010}body{max-width:none;font-size:11px;padding:0;-webkit-print-color-adjust:exact;print-color-adjust:exact}.scroll{overflow:visible}table{font-size:9.5px}th,td{padding:1px 4px}th[scope=row],thead th:first-child{position:static}.chart{max-width:150mm}tr,.chart,.legend{break-inside:avoid}h2{break-before:page}h3,h3+p{break-after:avoid}section:first-of-type h2{break-before:auto}}
`
