import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { absent, rows, type Signal } from '../../../crushers/logs/flavours.ts'
import { bare } from '../../../crushers/logs/lines.ts'
import { signalOf } from '../../../crushers/logs/signals.ts'

/** Lines as the programs print them, and what they say. */
const said: readonly (readonly [program: string, line: string, signal: Signal | undefined])[] = [
  ['pytest', '=========== 2 failed, 31 passed in 4.20s ===========', 'summary'],
  ['pytest', 'FAILED tests/test_cart.py::test_tax - assert 1 == 2', 'failed'],
  ['pytest', 'E       assert 121 == 110', 'failure'],
  ['pytest', '______________________ test_tax ______________________', 'failed'],
  ['pytest', 'tests/test_cart.py::test_tax PASSED              [ 50%]', 'pass'],
  ['unittest', 'Ran 12 tests in 0.034s', 'summary'],
  ['unittest', 'FAILED (failures=1, errors=2)', 'summary'],
  ['unittest', 'FAIL: test_tax (cart.tests.TaxTest)', 'failed'],
  ['unittest', 'test_tax (cart.tests.TaxTest) ... ok', 'pass'],
  ['jest', 'Tests:       1 failed, 8 passed, 9 total', 'summary'],
  ['jest', '  ● cart › adds tax once', 'failed'],
  ['jest', '    Expected: 110', 'failure'],
  ['jest', '  ✓ adds up (3 ms)', 'pass'],
  ['vitest', ' Test Files  1 failed | 3 passed (4)', 'summary'],
  ['mocha', '  3 passing (12ms)', 'summary'],
  ['go test', '--- FAIL: TestTax (0.00s)', 'failed'],
  ['go test', '    cart_test.go:12: got 121, want 110', 'failure'],
  ['go test', 'FAIL\texample.com/cart\t0.012s', 'summary'],
  ['go test', '--- PASS: TestSum (0.00s)', 'pass'],
  ['cargo test', 'test result: FAILED. 3 passed; 1 failed; 0 ignored', 'summary'],
  ['cargo test', 'test cart::tax ... FAILED', 'failed'],
  ['cargo test', "thread 'cart::tax' panicked at src/cart.rs:9:5:", 'failure'],
  ['cargo test', 'test cart::sum ... ok', 'pass'],
  ['JUnit', 'Tests run: 4, Failures: 1, Errors: 0, Skipped: 0', 'summary'],
  ['JUnit', '[ERROR]   CartTest.tax:12 expected:<110> but was:<121>', 'failed'],
  ['gradle', 'CartTest > tax() FAILED', 'failure'],
  ['gradle', '12 tests completed, 1 failed', 'summary'],
  ['TAP', 'not ok 3 - adds tax once', 'failed'],
  ['TAP', 'ok 2 - adds up', 'pass'],
  ['TAP', '# fail 1', 'summary'],
  ['rspec', '12 examples, 1 failure', 'summary'],
  ['rspec', 'rspec ./spec/cart_spec.rb:9 # Cart adds tax once', 'failed'],
  ['phpunit', 'Tests: 4, Assertions: 9, Failures: 1.', 'summary'],
  ['ctest', '75% tests passed, 1 tests failed out of 4', 'summary'],
  ['ctest', ' 3/4 Test #3: tax .....................***Failed    0.01 sec', 'failed'],
  ['go build', './cart.go:9:5: undefined: rate', 'failure'],
  ['zap', '2026-01-05T10:00:00Z INFO server/cart.go:9 listening', undefined],
  ['kotlinc', "e: file:///work/src/Cart.kt:9:5 Unresolved reference 'rate'.", 'failure'],
  ['kotlinc', "w: file:///work/src/Cart.kt:7:9 Variable 'x' is never used", 'warning'],
  ['playwright', '  1) [chromium] › cart.spec.ts:9:5 › adds tax once', 'failed'],
  ['terraform', '  # aws_db_instance.main must be replaced', 'warning'],
  ['pino', '{"level":50,"time":1767225600000,"msg":"no rate"}', 'failure'],
  ['gcc', "cart.c:9:5: error: 'rate' undeclared (first use in this function)", 'failure'],
  ['gcc', "cart.c:7:9: warning: unused variable 'x' [-Wunused-variable]", 'warning'],
  ['ld', "cart.o: undefined reference to `tax'", 'failure'],
  ['tsc', "src/cart.ts(9,5): error TS2304: Cannot find name 'rate'.", 'failure'],
  ['tsc', 'Found 1 error in src/cart.ts:9', 'summary'],
  ['rustc', 'error[E0425]: cannot find value `rate` in this scope', 'failure'],
  ['rustc', 'error: could not compile `cart` (bin "cart") due to 1 previous error', 'summary'],
  ['javac', 'Cart.java:9: error: cannot find symbol', 'failure'],
  ['eslint', "  9:5  error  'rate' is not defined  no-undef", 'failure'],
  ['eslint', '✖ 3 problems (1 error, 2 warnings)', 'summary'],
  ['msbuild', 'Build FAILED.', 'summary'],
  ['make', 'make: *** [Makefile:4: cart.o] Error 1', 'summary'],
  ['ninja', 'ninja: build stopped: subcommand failed.', 'summary'],
  ['cmake', 'CMake Error at CMakeLists.txt:3 (find_package):', 'failure'],
  ['npm', 'npm ERR! code ERESOLVE', 'failure'],
  ['npm', 'npm error code E404', 'failure'],
  ['npm', 'added 212 packages, and audited 213 packages in 4s', 'summary'],
  ['npm', 'npm warn deprecated glob@7.2.3: no longer supported', 'warning'],
  ['pip', 'ERROR: No matching distribution found for nosuch', 'failure'],
  ['pip', 'Successfully installed idna-3.7', 'summary'],
  ['apt', 'E: Unable to locate package nosuch', 'failure'],
  ['apt', '0 upgraded, 3 newly installed, 0 to remove and 12 not upgraded.', 'summary'],
  [
    'docker',
    'ERROR: failed to solve: process "/bin/sh -c make" did not complete successfully: exit code: 2',
    'summary',
  ],
  ['docker', '#7 ERROR: process "/bin/sh -c make" did not complete successfully', 'failure'],
  ['GitHub Actions', '##[error]Process completed with exit code 1.', 'summary'],
  ['GitLab CI', 'ERROR: Job failed: exit code 1', 'summary'],
  ['terraform', 'Plan: 3 to add, 0 to change, 1 to destroy.', 'summary'],
  ['terraform', '│ Error: Invalid reference', 'failure'],
  ['kubectl', '3m  Warning  BackOff  pod/cart-1  Back-off restarting failed container', 'failure'],
  ['kubectl', '3m  Normal  Pulled  pod/cart-1  Container image present on machine', undefined],
  ['ansible', 'fatal: [web1]: FAILED! => {"changed": false}', 'failure'],
  ['ansible', 'web1 : ok=3 changed=1 unreachable=0 failed=1 skipped=0', 'summary'],
  ['syslog', 'Jan  2 03:04:05 box sshd[9]: Failed password for root from 10.0.0.1', 'warning'],
  ['klog', 'E0102 03:04:05.678901       1 server.go:9] "Failed to list" err="timeout"', 'failure'],
  ['kernel', 'cart[9]: segfault at 0 ip 0000 sp 0000 error 4 in cart', 'failure'],
  ['access log', '10.0.0.1 - - [02/Jan/2026:03:04:05 +0000] "GET / HTTP/1.1" 502 157', 'failure'],
  ['access log', '10.0.0.1 - - [02/Jan/2026:03:04:05 +0000] "GET /x HTTP/1.1" 404 157', 'warning'],
  ['JSON lines', '{"level":"error","msg":"payment declined","id":9}', 'failure'],
  ['JSON lines', '{"level":"info","msg":"payment taken","id":9}', undefined],
  ['sanitizer', '==9==ERROR: AddressSanitizer: heap-use-after-free on address 0x60', 'failure'],
  ['shell', 'bash: nosuch: command not found', 'failure'],
  ['shell', 'The command exited with code 3', 'summary'],
  ['absence', 'Compiled with 0 errors', undefined],
  ['absence', 'lint finished, no problems', undefined],
]

/** Without hints: each row is tried on each line. */
function slowly(line: string): Signal | undefined {
  const text = bare(line).slice(0, 4000)
  const start = text.slice(0, 400)
  return rows.find(({ from, signal, pattern }) => {
    if (from === 'any') return pattern.test(text.replace(absent, ' '))
    return pattern.test(start) && (signal === 'summary' || pattern.test(start.replace(absent, ' ')))
  })?.signal
}

const fixtures = new URL('../../../fixtures/crushers/', import.meta.url).pathname
const inputs = readdirSync(fixtures, { recursive: true, encoding: 'utf8' }).filter(each =>
  /input\.\w+$/.test(each),
)

describe('what a line says', () => {
  test.each(said)('%s: %s', (_, line, signal) => {
    expect(signalOf(line)).toBe(signal)
  })

  test('is told with hints as without', () => {
    const lines = inputs.flatMap(each => readFileSync(join(fixtures, each), 'utf8').split('\n'))
    lines.push(...said.map(([, line]) => line), ...said.map(([, line]) => line.toUpperCase()))
    const different = lines.filter(line => signalOf(line) !== slowly(line))
    expect(different).toEqual([])
  })

  test('joins patterns without flags only', () => {
    const flagged = rows.filter(row => row.words === undefined && row.pattern.flags !== '')
    expect(flagged).toEqual([])
  })

  test('has no more rows with words than bits', () => {
    expect(rows.filter(row => row.words !== undefined).length).toBeLessThan(32)
  })
})
