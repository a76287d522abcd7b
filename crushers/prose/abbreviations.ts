/** Words whose full stop does not end a sentence, lower case, without that stop. */
export const abbreviations: ReadonlySet<string> = new Set(
  [
    'mr mrs ms dr prof sr jr st mt gen col capt lt sgt rev hon gov sen rep pres messrs',
    'e.g i.e eg ie cf vs viz al approx ca eq eqs',
    'inc ltd co corp bros dept univ assn est jan feb aug sept oct nov dec',
    'a.m p.m u.s u.k u.n e.u b.c a.d ph.d b.a m.a m.d d.c',
    'z.b bzw d.h u.a usw vgl bspw ggf inkl evtl s.o',
    'p.ex mme mlle',
    'т.е т.д т.п т.к т.н и.о др пр ул стр рис проф акад руб коп тыс млн млрд напр им',
    'sra srta ud uds dña ej',
  ].flatMap(line => line.split(' ')),
)

/** The same before a number only: "No. 5", "Fig. 3", "ст. 12". Elsewhere they may end a sentence ("He said no."). */
export const numbered: ReadonlySet<string> = new Set(
  'no nos nr fig figs sec ch chap vol vols pp p art abs ст гл см г п № núm pág págs'.split(' '),
)
