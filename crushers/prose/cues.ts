/**
 * Words that decide, forbid, demand, except, give a reason or report failure. A reader who misses such a sentence acts
 * wrongly, so it weighs more than its words. Lower case; Chinese and Japanese as pairs of characters, as `scanTerms`
 * gives them.
 */
export const cues: ReadonlySet<string> = new Set(
  [
    // English
    'must shall should never always required requires mandatory only except unless cannot not without instead warning',
    "caution important note decided decision agreed chose chosen concluded therefore because recommended avoid ensure don't",
    "doesn't can't won't isn't fail fails failed failure error errors deprecated breaking removed default limit maximum minimum",
    'todo deadline blocked resolved fixed cause caused due founded born died won first named called defined',
    // German, French, Spanish, Portuguese, Italian
    'muss müssen darf nicht niemals immer sollte entschieden beschlossen fehler achtung weil deshalb nur außer',
    'doit doivent jamais toujours décidé erreur parce seulement obligatoire interdit sauf',
    'debe deben nunca siempre decidió errores porque solo obligatorio excepto deve sempre mai errore perché',
    // Russian, Ukrainian
    'должен должна должны нельзя никогда всегда не решено решили ошибка ошибки внимание потому только необходимо кроме',
    // Chinese, Japanese, Korean, Arabic
    '必须 不得 不能 不要 禁止 应当 应该 决定 因此 因为 由于 错误 失败 警告 只有 除非 默认 最大 最小 最早 首次 第一 称为 又称 成立 导致',
    '必須 決定 決め ため エラー 失敗 注意 ない 해야 반드시 결정 오류 실패 주의 때문에 يجب لا قرر خطأ لأن فقط تحذير إلا',
  ].flatMap(line => line.split(' ')),
)
