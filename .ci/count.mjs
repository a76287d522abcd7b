// Prints the closing line of the test run. A file that could not be loaded counts as a failure.
import { readFileSync } from 'node:fs'

const { numPassedTests, numFailedTests, testResults } = JSON.parse(readFileSync(process.argv[2], 'utf8'))
const broken = testResults.filter(
  file => file.status === 'failed' && file.assertionResults.every(test => test.status !== 'failed'),
)
const failed = numFailedTests + broken.length
console.log(`${numPassedTests} passed, ${failed} failed`)
if (failed > 0 || numPassedTests === 0) process.exit(1)
