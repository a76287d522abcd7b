/**
 * What pages write on their controls and around their text, in lower case without marks, digits and colons. A line that
 * says nothing else belongs to the frame of the page.
 */
const phrases = [
  // English
  'skip to content|skip to main content|skip to navigation|skip navigation|jump to content|back to top|to top|top',
  'home|homepage|home page|about|about us|contact|contact us|login|log in|logout|log out|sign in|sign up|sign out',
  'log in or sign up|register|create account|create an account|join|join now|my account|account|profile|dashboard',
  'menu|main menu|toggle menu|toggle navigation|open menu|close menu|navigation|main navigation|site navigation|breadcrumb',
  'search|search for|search button|deep search|advanced search|filter|filters|sort by|submit|go|reset|clear|apply|ok|cancel|close|dismiss',
  'next|previous|prev|next page|previous page|next topic|previous topic|up|back|forward|page|next post|previous post|post navigation|newer posts|older posts',
  'more|see more|see all|show more|show all|show less|view all|view more|load more|read more|learn more|explore|explore more|expand|collapse',
  'help|help center|support|customer service|faq|faqs|feedback|send feedback|give feedback|report|report a problem|status',
  'news|newsroom|blog|press|press center|media|events|careers|jobs|work with us|team|our team|company|investors|investor relations|partners|affiliates|advertise|advertise with us|community|forum|forums',
  'products|product|solutions|services|pricing|plans|features|customers|enterprise|resources|documentation|docs|developers|downloads|download|tutorials|categories|archives|archive|tags|trending|popular|latest',
  'shop|store|cart|shopping cart|basket|checkout|wishlist|orders|returns|gift cards|track order|store locator',
  'privacy|privacy policy|privacy notice|privacy settings|privacy choices|your privacy choices|do not sell my personal information|terms|terms of use|terms of service|terms and conditions|terms conditions|legal|legal notice|imprint|disclaimer|license|licenses|accessibility|accessibility statement|sitemap|site map|security',
  'cookies|cookie policy|cookie settings|cookie preferences|manage cookies|accept|accept all|accept all cookies|accept cookies|reject|reject all|decline|allow|allow all|got it|agree|i agree|manage preferences|preferences|settings|consent',
  'subscribe|subscribe now|unsubscribe|newsletter|newsletters|sign up for our newsletter|email address|enter your email|get the app|download the app|follow|follow us|connect|connect with us|social|stay connected',
  'share|share this|share this article|share this page|share on facebook|share on twitter|share on x|share on linkedin|tweet|print|save|bookmark|copy link|copy|copied|like|email|rss|rss feed|facebook|twitter|x|instagram|linkedin|youtube|pinterest|tiktok|reddit|whatsapp|telegram|github|discord|mastodon|threads|bluesky|vimeo|flickr|tumblr|snapchat',
  'advertisement|advertisements|ad|ads|sponsored|promoted|sponsored content|related|related articles|related posts|related content|related searches|similar posts|recommended|recommended for you|you may also like|more from|most read|most popular|people also ask|people also viewed|trending now|editors picks|popular posts|recent posts|recent comments|leave a comment|leave a reply|comments|add a comment',
  'all|images|videos|video|maps|photos|tools|language|languages|english|deutsch|français|español|italiano|português|русский|日本語|中文|한국어|简体中文|繁體中文|choose language|select language|region|country|theme|dark mode|light mode|light|dark|system|accessibility options|print this page|edit this page|edit on github|view source|show source|permalink|table of contents|on this page|contents|index|modules|was this helpful|was this page helpful|is this page helpful|yes|no|loading|notifications|switch to desktop version',
  'product|quick links|quick search|useful links|about this site|our company|our divisions|company information|customer portal|all rights reserved|powered by|built with|loading page|please wait|enable javascript|open in new tab|external link|new window|play|pause|mute|fullscreen|previous slide|next slide',
  // German
  'zum inhalt springen|startseite|über uns|kontakt|anmelden|abmelden|registrieren|suche|suchen|menü|navigation|hilfe|impressum|datenschutz|datenschutzerklärung|agb|nutzungsbedingungen|warenkorb|mein konto|weiter|zurück|nach oben|mehr|mehr erfahren|mehr lesen|alle anzeigen|teilen|drucken|anzeige|werbung|cookie einstellungen|alle akzeptieren|ablehnen|einstellungen|kommentare|aktuelles|karriere|presse|barrierefreiheit',
  // French, Spanish, Italian, Portuguese
  'aller au contenu|accueil|à propos|contact|connexion|se connecter|sinscrire|recherche|rechercher|aide|mentions légales|confidentialité|politique de confidentialité|conditions dutilisation|cgu|panier|mon compte|suivant|précédent|haut de page|en savoir plus|lire la suite|voir plus|partager|imprimer|publicité|tout accepter|tout refuser|plan du site|actualités',
  'saltar al contenido|ir al contenido|inicio|acerca de|sobre nosotros|contacto|iniciar sesión|registrarse|buscar|menú|ayuda|aviso legal|privacidad|política de privacidad|términos y condiciones|términos de uso|carrito|mi cuenta|siguiente|anterior|volver arriba|leer más|ver más|saber más|compartir|imprimir|publicidad|aceptar todo|aceptar|rechazar|mapa del sitio|noticias',
  'vai al contenuto|chi siamo|contatti|accedi|registrati|cerca|aiuto|note legali|informativa sulla privacy|termini di servizio|carrello|avanti|indietro|leggi tutto|leggi di più|condividi|stampa|pubblicità|accetta|rifiuta|pular para o conteúdo|início|sobre|contato|entrar|cadastre se|pesquisar|ajuda|política de privacidade|termos de uso|carrinho|próximo|anterior|leia mais|ver mais|compartilhar|imprimir|publicidade|aceitar|rejeitar|notícias',
  // Russian, Chinese, Japanese, Korean
  'перейти к содержанию|главная|о нас|о компании|контакты|войти|вход|выйти|регистрация|поиск|меню|помощь|политика конфиденциальности|условия использования|корзина|далее|назад|вперёд|наверх|читать далее|подробнее|показать ещё|поделиться|печать|реклама|принять|отклонить|карта сайта|новости|комментарии',
  '跳到主要内容|跳转到内容|首页|主页|关于我们|联系我们|登录|注册|退出|搜索|菜单|导航|帮助|隐私政策|隐私|服务条款|使用条款|购物车|我的账户|下一页|上一页|返回顶部|更多|查看更多|阅读更多|分享|打印|广告|接受|拒绝|网站地图|新闻|评论|相关文章|推荐阅读|版权所有|客户端|收藏',
  'コンテンツへスキップ|ホーム|会社概要|お問い合わせ|ログイン|ログアウト|新規登録|検索|メニュー|ヘルプ|プライバシーポリシー|利用規約|カート|次へ|前へ|トップへ戻る|もっと見る|続きを読む|シェア|印刷|広告|同意する|サイトマップ|ニュース|コメント|関連記事|홈|로그인|로그아웃|회원가입|검색|메뉴|고객센터|개인정보처리방침|이용약관|장바구니|다음|이전|더보기|공유|인쇄|광고|사이트맵|뉴스',
]

export const framePhrases: ReadonlySet<string> = new Set(phrases.flatMap(line => line.split('|')))

/** Headings over what frames a page, as those who transcribe pages name them; any word of the heading may be one. */
export const regionNames: ReadonlySet<string> = new Set(
  'header footer sidebar navigation navbar nav menu toolbar breadcrumb breadcrumbs banner topbar ads advertisement advertisements'.split(
    ' ',
  ),
)

/** What asks to be allowed to store something: two of them in a line make a cookie banner. */
const consentSigns: readonly RegExp[] = [
  /\bcookies?\b|куки|饼干|クッキー|쿠키/i,
  /\b(?:consent|accept(?:ing|er)?|agree|reject|opt[- ]out|manage|preferences|einwillig\w*|akzeptier\w*|zustimm\w*|acepta\w*|accept\w*|aceita\w*|принима\w*|соглаш\w*)|同意|接受|동의/i,
  /\b(?:privacy|advertis\w+|analytics|personali[sz]\w+|tracking|third[- ]part\w+|improve your|your experience|browsing|datenschutz|privacidad|confidentialité|конфиденциальност\w*)|隐私|個人情報|개인정보/i,
]

export const asksConsent = (text: string): boolean => consentSigns.filter(sign => sign.test(text)).length >= 2

/** The end of most pages. */
export const copyright =
  /^(?:©|\(c\) \d|copyright\b)|all rights reserved|alle rechte vorbehalten|tous droits réservés|todos los derechos reservados|все права защищены|版权所有|保留所有权利|無断転載/i
