/** Words that speak of failure, also inside names: `payment_failed`, `CrashLoopBackOff`, `NullPointerException`. */
const FAILURE =
  /error|exception|fail(?:ed|ure|ing|s\b|\b)|fatal|panic|critical|severe|crash|abort|denied|refused|rejected|timeout|timed[ _-]out|unreachable|unavailable|unauthori[sz]ed|forbidden|corrupt|invalid|traceback|oomkilled|backoff|evicted|unhealthy|emergency/i

const NO_FAILURE =
  /\b(?:no|0|zero|without(?: any)?)[ _-](?:\w+[ _-])?(?:errors?|failures?|exceptions?|failed)\b/i

export function speaksOfFailure(text: string): boolean {
  return FAILURE.test(text) && !NO_FAILURE.test(text)
}
