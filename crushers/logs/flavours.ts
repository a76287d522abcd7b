/**
 * What the programs that print logs call a failure, a warning, a summary and a pass. Data, not code: a flavour is
 * added by adding a row. Every pattern is linear (no nested repetition) and looks at one line whose escape codes are
 * gone; the first row that matches decides, so summaries stand before the failures that they count.
 */
export type Signal = 'summary' | 'failed' | 'failure' | 'warning' | 'pass'

export interface Row {
  readonly signal: Signal
  /** Which programs print it; documentation only. */
  readonly from: string
  readonly pattern: RegExp
  /**
   * Where the pattern may match anywhere in a line: the first four letters of words (all of shorter ones), in lower
   * case, one of which every match holds. `"` is a double quote, `E…` two capitals of which the first is an E.
   */
  readonly words?: string
}

/** Phrases that speak of failure and mean its absence; they are blanked before the rows are tried. */
export const absent =
  /\b(?:0|no|zero|without(?: any)?) (?:\w+ )?(?:errors?|failures?|failed|warnings?|problems?|issues?|exceptions?|vulnerabilities)\b|\b(?:errors?|failures?|failed|warnings?|skipped)["']?\s{0,4}[:=]\s{0,4}(?:0\b|null|false|none|\[\])|\bFailures: 0, Errors: 0\b|-W(?:no-)?error\b|\b(?:error|failure)[-_]?(?:prone|rate|log|handler|handling|reporter)s?\b/gi

const row = (signal: Signal, from: string, pattern: RegExp, words?: string): Row =>
  words === undefined ? { signal, from, pattern } : { signal, from, pattern, words }

export const rows: readonly Row[] = [
  // How it ended.
  row(
    'summary',
    'pytest',
    /^=+ [^=]{0,60}\b(?:passed|failed|errors?|skipped|no tests ran|warnings?)\b[^=]{0,90} in [\d.:]+/,
  ),
  row('summary', 'pytest -q', /^\d+ (?:passed|failed|skipped|xfailed|errors?)\b.{0,90} in [\d.]+s/),
  row('summary', 'unittest, Django', /^Ran \d+ tests? in |^(?:FAILED|OK)(?: \(.*\))?$/),
  row('summary', 'sympy', /^=+ tests finished: /),
  row('summary', 'jest', /^(?:Tests|Test Suites|Snapshots|Time): +\S/),
  row('summary', 'vitest', /^ *(?:Test Files|Tests|Start at|Duration|Type Errors) {2,}\S/),
  row('summary', 'mocha, cypress', /^ *\d+ (?:passing|failing|pending)\b/),
  row('summary', 'cargo test', /^test result: /),
  row('summary', 'go test', /^(?:ok|FAIL|---|\?) *\t\S|^(?:FAIL|PASS|ok)$|^exit status \d/),
  row(
    'summary',
    'TAP, node:test',
    /^# (?:tests|pass|fail|ok|suites|skipped|cancelled|todo|duration_ms|failed)\b|^1\.\.\d+/,
  ),
  row('summary', 'rspec, minitest', /^\d+ (?:examples?|runs?|tests?), \d+/),
  row('summary', 'JUnit, surefire, gradle', /\bTests run: \d|^\d+ tests? completed/, 'test'),
  row('summary', 'phpunit, ctest', /^Tests: \d+, |^\d+% tests passed|^Total Tests? /),
  row(
    'summary',
    'maven, gradle, ant',
    /\bBUILD (?:SUCCESS|SUCCESSFUL|FAILURE|FAILED)\b|\bTotal time: /,
    'buil tota',
  ),
  row(
    'summary',
    'msbuild, dotnet',
    /^ {0,8}\d+ (?:Warning|Error)\(s\)|^Build (?:succeeded|FAILED)|^(?:Passed|Failed)! /,
  ),
  row(
    'summary',
    'compilers, linters',
    /^(?:✖ |Found |Checked |Success: )?\d+ (?:problems?|errors?|warnings?|offenses?|issues?)\b|^(?:Success: )?[Nn]o (?:problems?|errors?|issues?|offenses) (?:found|detected)|^(?:[Pp]roblems?|[Ee]rrors?|[Ww]arnings?|[Oo]ffenses?|[Ii]ssues?)(?: found)?: \d+/,
  ),
  row(
    'summary',
    'compilers, linters',
    /\b(?:Found|generated|inspected|detected|reported) \d+ (?:errors?|warnings?|problems?|offenses?|issues?|files?)\b/,
    'foun gene insp dete repo',
  ),
  row('summary', 'cargo, rustc', /^error: (?:could not compile|aborting due to)|^ +Finished /),
  row('summary', 'make, ninja', /^(?:g?make|ninja)(?:\[\d+\])?: (?:\*\*\* |build stopped)/),
  row(
    'summary',
    'npm, yarn, pnpm, pip',
    /^(?:added|removed|changed|up to date)\b.* packages?\b|^Done in |^found \d+ vulnerabilit|^Successfully installed |^\d+ packages? (?:are|is) looking/,
  ),
  row('summary', 'apt', /^\d+ upgraded, \d+ newly installed/),
  row('summary', 'ansible', /^\S+ +: ok=\d+ +changed=\d+ /),
  row('summary', 'terraform', /^Plan: \d|^(?:Apply|Destroy) complete!|^No changes\./),
  row('summary', 'docker', /^(?:Successfully (?:built|tagged))/),
  row(
    'summary',
    'shells, CI',
    /\b(?:exit(?:ed)?|return(?:ed)?|terminated)(?: with)?(?: an?| the)? ?(?:non-zero )?(?:exit )?(?:code|status)?[: =]*-?\d+\.?\]?$|\bexit[ _-]?(?:code|status)["')\]]?\s{0,3}[:=]?\s{0,3}-?\d+|<\/?returncode>|^Finished: [A-Z]+$/i,
    'exit retu term fini',
  ),
  row('summary', 'time', /^(?:real|user|sys)\t/),
  // What failed: a test, a package, a step by its name.
  row('failed', 'pytest', /^(?:FAILED|ERROR) \S+(?:::|\.py)|^_{3,} .{1,200} _{3,}$/),
  row('failed', 'jest, vitest, mocha', /^ *(?:●|✕|✗|✘|×|❌) \S|^ *(?:FAIL) +\S/),
  row('failed', 'go test', /^ *--- FAIL/),
  row('failed', 'playwright', /^ {2,4}\d+\) \[[\w -]{1,40}\] › /),
  row('failed', 'TAP', /^ *not ok \d/),
  row(
    'failed',
    'cargo, unittest, sympy',
    /^test \S+ \.\.\. FAILED$|^(?:FAIL|ERROR): \w+ \(|^\S.{0,200} \.{3} (?:FAIL|ERROR)$|^\w+ [FE]$/,
  ),
  row('failed', 'rspec', /^rspec \S+:\d+/),
  row('failed', 'ctest', /\*\*\*(?:Failed|Exception|Timeout|Not Run)\b/, 'fail exce time not'),
  row('failed', 'surefire', /<<< (?:FAILURE|ERROR)!|^\[ERROR\] {2,}\S+[.:]\S+:\d+/, 'fail erro'),
  // What was said of it.
  row('failure', 'pytest', /^(?:FAILED|ERROR|E {2,}|E$|> {2,})/),
  row('failure', 'pytest', /\b(?:FAILED|ERROR)\b *(?:\[ *\d+%\])?$/, 'fail erro'),
  row('failure', 'jest, vitest, mocha', /^ *[-+] (?:Expected|Received)\b|^ *(?:Expected|Received): /),
  row('failure', 'go test', /^ {4,}\w+_test\.go:\d+: /),
  row('failure', 'cargo', /^error(?:\[\w+\])?: |\bpanicked at\b/, 'erro pani'),
  row(
    'failure',
    'tsc, msbuild, javac, gcc, clang',
    /[:)] *(?:fatal |internal compiler |catastrophic )?error\b/i,
    'erro',
  ),
  row(
    'failure',
    'linkers',
    /\bundefined reference to\b|\bunresolved external\b|\bld returned\b|\bcannot find -l/,
    'unde unre retu cann',
  ),
  row(
    'failure',
    'npm, yarn, pnpm, pip',
    /^npm (?:ERR!|error)|^error Command failed|\bERR_[A-Z_]+|\bERESOLVE\b|^ERROR: /,
    'err erro eres',
  ),
  row('failure', 'go build, go vet', /^\S{1,200}\.go:\d+:\d+: \S/),
  row('failure', 'kotlinc', /^e: (?:file:\/)?\/\S/),
  row('failure', 'apt, klog', /^E: |^E\d{4} \d\d:/),
  row('failure', 'CI', /^(?:##\[error\]|::error)|^\[(?:ERROR|FATAL|error)\]/),
  row(
    'failure',
    'kubectl',
    /\b(?:CrashLoopBackOff|OOMKilled|ErrImagePull|ImagePullBackOff|FailedScheduling|FailedMount|BackOff|Evicted|Unhealthy|NodeNotReady)\b/,
    'cras oomk erri imag fail back evic unhe node',
  ),
  row(
    'failure',
    'kernel, shells',
    /\b(?:segfault|segmentation (?:fault|violation)|SIG(?:SEGV|ABRT|BUS|FPE|ILL)|core dumped|out of memory|oom-killer|kernel panic|call trace|command not found|no space left)\b/i,
    'segf segm sigs siga sigb sigf sigi core out oom kern call comm no',
  ),
  row(
    'failure',
    'sanitizers',
    /\b(?:Address|Leak|Thread|Memory|UndefinedBehavior)Sanitizer\b|\bruntime error: /,
    'sani runt',
  ),
  row('failure', 'access logs', /" 5\d\d (?:\d|-)/, '"'),
  row('failure', 'pino, bunyan', /"level":[56]0\b/, '"'),
  row(
    'failure',
    'any',
    /\b(?:error|fatal|panic|critical|crit|emerg|exception|severe)\b/i,
    'erro fata pani crit emer exce seve',
  ),
  row(
    'failure',
    'any',
    /[a-z](?:Error|Exception|Fault|Failure)\b|\bE[A-Z]{4,}: |\bTraceback\b/,
    'erro exce faul fail E… trac',
  ),
  // Warnings, and what an operator would look at twice.
  row('warning', 'klog', /^W\d/),
  row('warning', 'kotlinc', /^w: (?:file:\/)?\/\S/),
  row('warning', 'terraform', /^ *# \S.* (?:must be replaced|will be destroyed)$/),
  row(
    'warning',
    'any',
    /\bwarn(?:ing)?s?\b|\b(?:alert|failures?|aborted)\b|\bdeprecat(?:ed|ion)/i,
    'warn aler fail abor depr',
  ),
  row(
    'warning',
    'any',
    /\b(?:fail(?:ed|s|ing)?|errors|exceptions|cannot|can't|could not|couldn't|unable|denied|refused|rejected|timed? ?out|timeout|unreachable|unexpected|invalid|illegal|corrupt(?:ed)?|killed|missing|not found|lost|retry(?:ing)?|refusing|unknown|exceeded|conflict|degraded|break-?in)\b/i,
    'fail erro exce cann can coul unab deni refu reje time unre unex inva ille corr kill miss not lost retr unkn conf degr brea',
  ),
  row('warning', 'pino, bunyan', /"level":40\b/, '"'),
  row('warning', 'access logs', /" 4\d\d (?:\d|-)/, '"'),
  // What went well.
  row('pass', 'pytest, unittest', /\bPASSED\b|\.{3} ok$|\.{3} skipped\b/, 'pass ok skip'),
  row('pass', 'jest, vitest, mocha', /^ *(?:✓|✔|√|PASS) /),
  row('pass', 'go test', /^ *--- PASS|^=== (?:RUN|PAUSE|CONT|NAME) /),
  row('pass', 'TAP', /^ *ok \d/),
  row('pass', 'cargo, sympy', /^test .* \.\.\. ok$|^\w+ ok$/),
]
