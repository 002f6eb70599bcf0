/** First words of a function name that count as verbs. Add a verb here when a new function needs it; never a noun. */
export const VERBS: ReadonlySet<string> = new Set(
  `accept acquire add advance allow answer append apply are arm ask assert assign attach authenticate authorize await
  begin bind build bundle cache calculate call can cancel check choose claim classify clean clear click clone close collect combine
  compare compile complete compute connect consume contain convert copy count create cut decode decompress dedupe define delay delete
  deliver derive describe destroy detect determine diff discover dispatch distribute download drain draw drive drop emit encode end
  ensure enter enumerate escape estimate evaluate exclude execute expand expect expire explain export extract fail fetch fill filter find
  finish flatten fold follow force forget fork format forward generate get group guard handle has hash hide hold identify
  ignore import include increment indent index init inject inline insert inspect install interpolate intersect invert is issue iterate join
  judge keep limit link list listen load locate lock log look lookup make map mark mask match may measure merge mix modify
  mount move mutate narrow negotiate normalize note notify observe omit open order override pack pad paginate paint parse partition pass
  patch pause permute pick pin plan play point poll post predict prefer prepare preview print probe process produce project prove provide prune publish pull
  push put query quote raise read rebuild receive recompute record redact reduce refresh refuse register reject release reload remember
  remove rename render repeat replace replay report reproduce request require reserve reset resolve respond restart restore restrict
  resume retain retry return reuse revoke reverse rewrite rotate round route run sample sanitize save scale scan schedule search seal
  select send separate serialize serve set settle shape shift shorten should show shuffle sign simulate skip sleep slice sort spawn spend split
  spread start step stop store stream strip submit subscribe subtract suggest sum supports swap switch take terminate test throttle throw to touch trace
  track transform translate traverse trim truncate try turn undo unescape unlock unmask unpack update upload use validate verify
  visit wait walk warn watch with wrap write yield`.split(/\s+/),
)
