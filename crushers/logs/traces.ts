/** Stack frames of the languages that print traces, and what tells a library's frame from one's own. */

export interface Frames {
  readonly language: string
  readonly pattern: RegExp
}

/** A line that belongs to a trace whatever stands around it. */
export const frames: readonly Frames[] = [
  { language: 'python', pattern: /^\s*File "[^"]+", line \d+/ },
  { language: 'javascript', pattern: /^\s*at (?:async |new )?\S.*:\d+:\d+\)?(?: \{)?$/ },
  {
    language: 'javascript',
    pattern: /^\s*at (?:async |new )?[\w$.<>[\] ]+(?: \((?:native|<anonymous>|index \d+)\))?$/,
  },
  { language: 'firefox', pattern: /^\S*@\S+:\d+:\d+$/ },
  { language: 'java', pattern: /^\s*at (?:[\w.-]+(?:@[\w.+-]+)?\/{1,2})?[\w.$<>]+\([^)]*\)/ },
  { language: 'java', pattern: /^\s*\.\.\. \d+ (?:more|common frames omitted)/ },
  { language: '.net', pattern: /^\s*at \S.* in \S.*:line \d+$|^\s*at [\w.`<>[\]+|]+\(.*\)$/ },
  { language: '.net', pattern: /^\s*--- End of (?:stack trace|inner exception)/ },
  { language: 'go', pattern: /^\s+\S+\.(?:go|s):\d+(?: \+0x[0-9a-f]+)?$/ },
  { language: 'go', pattern: /^(?:goroutine \d+ \[|created by )/ },
  { language: 'go', pattern: /^[\w./*()-]+\.[\w.*()-]+\((?:0x[0-9a-f]+|[{}, .?])*\)$/ },
  { language: 'rust', pattern: /^\s+at \S+\.rs:\d+(?::\d+)?$/ },
  { language: 'rust', pattern: /^\s*\d+: +(?:0x[0-9a-f]+ - )?[\w<][\w:<>{}$ ,&]*(?:::[\w<>{}$]+)+/ },
  { language: 'ruby', pattern: /^\s*(?:from )?\S+\.(?:rb|erb):\d+:in [`'"]/ },
  { language: 'ruby', pattern: /^\s+from \S+:\d+:in / },
  { language: 'php', pattern: /^\s*#\d+ (?:\S.*\(\d+\): |\{main\}|\[internal function\])/ },
  { language: 'c++', pattern: /^\s*#\d+\s+(?:0x[0-9a-f]+ )?in \S/ },
  { language: 'c++', pattern: /^\s*#\d+\s+0x[0-9a-f]+ / },
  { language: 'dart', pattern: /^#\d+\s+\S.*\(\S+:\d+(?::\d+)?\)$/ },
]

/** A line that links two parts of one trace. */
export const links =
  /^\s*(?:Caused by|Suppressed|Nested|Wrapped by|\[CIRCULAR REFERENCE)\b|^During handling of the above|^The above exception was|^\s*---> |^\s*--- End of |^\s*stack backtrace:|^\s*Stack ?trace:|^\s*\[(?:previous exception|cause\]:|errors\]:)|^\s*thrown in /

export const opener =
  /\bTraceback \(most recent call last\)|^\s*Stack ?trace:|^\s*stack backtrace:|^goroutine \d+ \[/

/** Frames of code that the reader did not write. */
export const library =
  /\b(?:site-packages|dist-packages|node_modules|node:|internal\/|lib\/python\d|libsystem)|\((?:native|in \/usr\/lib)|<frozen |\bin (?:__libc_start|_start\b)|\/sysdeps\/|\/usr\/(?:local\/)?(?:lib|go|include|bundle)\/|\/go\/(?:src|pkg)\/|\/rustc\/|\/\.cargo\/|\/gems\/|\/vendor\/|\/\.nvm\/|\/libc\.|\bdart:|\bat (?:java|javax|jdk|sun|com\.sun|kotlin|kotlinx|scala|clojure|groovy|jakarta|android|androidx|junit|org\.(?:junit|springframework|apache|hibernate|eclipse|mockito|testng|gradle|codehaus|jboss|mortbay)|io\.(?:netty|undertow|micrometer|reactivex)|reactor|com\.(?:google\.(?:common|inject)|fasterxml|zaxxer))\.|\bat (?:java\.base|jdk\.\w+)\/|\bat (?:System|Microsoft)\.|^\s*\d+: +(?:0x[0-9a-f]+ - )?<?(?:std|core|alloc|tokio|anyhow|test|rust_begin_unwind|__rust)\b|^(?:runtime|net\/http|net|testing|reflect|sync|syscall|os|io|database\/sql)[./]|^\s*at process\.|^\s*at (?:Module|Function|Object)\.(?:_|load|require|Module|executeUserEntryPoint|runMain)/
