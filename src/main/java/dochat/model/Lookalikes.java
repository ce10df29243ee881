package dochat.model;

import java.util.HashMap;
import java.util.Map;

/**
 * Letters, digits and punctuation that look like others. Pure.
 *
 * <p>From Unicode 15.0.0, confusables.txt (UTS 39), as far as it is about single characters beyond ASCII in lower case; a letter that has no such
 * likeness has that of its capital ({@code т} is {@code t}, as {@code Т} is {@code T}). Dashes and quotation marks, which UTS 39 keeps apart, are of one kind.
 */
final class Lookalikes {
  /** Those of one word look like its first one. */
  private static final String ALIKE = """
      !ǃⵑ "״“”„‟″〃 &ꝸ 'ʹʻʼʽʾˈˊˋ˴՚՝י׳ߴߵᑊᛌ‘’‛′‵ꞌ (❨❲〔﴾ )❩❳〕﴿ *٭⁎∗𐌟 +᛭➕𐊛 ,؍٫‚ꓹ -˗۔‐‒–—―⁃−─━➖ .٠۰܁܂ꓸ꘎𐩐 /᜵⁁⁄∕╱⟋⧸〳ノ㇓丿𝈺 0߀০ଠ୦ዐⵔ〇ꓳ𐊒𐊫𐔖𑓐𑣠
      2ᒿꛯ 3𑣊𖼻𝈆 6б𑣕 7𑣆𝈒 8ȣ৪੪𐌚𞣋 9৭੧୨൭𑣌𑣖 :ː˸։׃܃܄᛬᠃᠉⁚∶ꓽ꞉ <˂ᐸᚲ‹❮𝈶 =᐀⹀゠꓿ >˃ᐳ›❯𖼿𝈷 ?ʔॽꛫ \\∖⟍⧵⧹㇔丶𝈏𝈻 ^˄ˆ _ߺ aɑαаᗅ⍺ꓮꭺ𐊠𖽀 bβвᏼᑲᖯᗷꓐꞵ𐊂𐊡𐌁
      cсᴄⲥꓚꮯ𐊢𐌂𐐽𐔜𑣩𑣲🝌 dԁᑯᗞᗪꓒꓓꭰ eεеҽ℮⋿ⴹꓰꬲꭼ𐊆𑣎 fϝքᖴẝ₽ꓝꞙꬵ𐊇𐊥𐔥𑣂𝈓 gƍɡԍցᏻᶃꓖꮐ hηнһհᕼⲏꓧꮋ𐋏 iɩɪιіӏ⍳ꙇꭵ𑣃 jʝϳјᒍꓙꭻ kκкᛕⲕꓗꮶ𐔘
      lǀ׀וןا١۱ߊᒪᛁ∣⏽ⳑⵏꓡꓲꮮ𐊊𐌉𐌠𐑃𐔦𑣒𖼖𖼨𝈪𞣇 mμϻмᗰᛖⲙꓟꮇ𐊰𐌑𑜀𑣣 nոռበᑎ∩⋂ⲛꓠꓵ𐔓𝉅 oοσϛоօסه٥ھہە۵०੦૦௦౦೦ഠ൦๐໐ဝ၀ჿᴏᴑⲟꬽ𐐬𐓪𑣈𑣗 pρрᑭ⍴ⲣꓑꮲ𐊕 qԛգզⵕ
      rʀгᖇᴦⲅꓣꭇꭈꭱꮁꮢ𐓜𖼵𝈖 sƽѕտꓢꜱꮥꮪ𐊖𐑈𑣁𖼺 tτт⊤⟙ⲧꓔꭲ𐊗𐊱𐌕𖼊🝨 uʋυսሀᑌᴜ∪⋃ꓴꞟꭎꭒ𐓶𑣘𖽂 vνѵט٧۷ᐯᴠ∨⋁ⴸꓦꛟꮩ𐔝𑜆𑣀𖼈𝈍 wɯѡԝաᗯᴡꓪꮃꮤ𑜊𑜎𑜏𑣦𑣯𝈢 x×χхᕁᕽ᙭᙮ᚷ╳⤫⤬⨯ⲭⵝꓫꭓꭕ𐊐𐊴𐌗𐌢𐔧𑣬
      yɣʏγуүყᒥᶌỿⲩꓬꭚꭹꮍ𐊲𑣜𖼇𖽃 zζᴢꓜꮓ𐋵𑣄𑣉𑣥 {❴𝄔 }❵ ~⁓∼〜 £₤ °∘○◦⸰ ¶⸿ ·ᐧ᛫•‧∙⋅⸱・ꞏ𐄁 ÷➗ þƿϸ ĸᴋ ƅьꮟ ƨϩᴤꙅ ǝəә∃ⴺꓱ ȝʒӡჳⳍꝫ ȷյ ɂꭾ ɋᶐ ɐᗄ∀ꓯ𝈗 ɔͻᴐↄꓛ𐑋
      ɜзᴈ ɞ𐑂 ɰպሣ ɷ𐐿 ɸφфቀᛰⲫ𐊳 ɿ℩ ʃ∑∫ⵉꭍ ʊᘮᘴ℧ ʌ٨۸ᐱᴧⴷꓥꛎ𐊍𐓘𖼽 ʍᴍ ʘ⊙☉⨀ⵙ ʚꞝ𐐪 ʡꛍ ˇ꙾ ˉ▔ ˏ͵ ˪˻꜖ ˫꜔ ˳。 λ𐓛 πпᴨ∏ꛛ ψѱᛘ𐊵𐓹 ωᘯᘵ⍵ⲱꙍꞷ𐊶 ϗⳤ ϙ𐊭𐌒 лᴫ шⲽ
      э℈ љꭠ ҷӌ ӿ𝈂 ՙʿ˓ ձኔ ،٬⸲ ؛⸵ ؟⸮ ةۃ⍥ د𐋡 ص𐋲 ط𐋨 ع؏ فڧ كکڪ وࢱ𐋤 ىيٮںیےࢽ ٢۲ꧏ ٣۳𞣉 ٤۴ ٦۶ ٩۹१𑣤 ٻې ڡٯࢻࢼ ڬݢ گࢰ ݔݧࢩ ऽઽ ।꠰ २૨ ३૩ ४૪ ८૮
      ॰૰⚬𑂻𑇇 ॱൎ ঘ𑒒 চ𑒔 জ𑒖 ঞ𑒘 ট𑒙 ড𑒛 ণ𑒪 ত𑒞 থ𑒟 দ𑒠 ধ𑒡 ন𑒢 প𑒣 ব𑒩 ম𑒧 য𑒨 র𑒫 ল𑒝 ষ𑒭 স𑒮 ঽ𑓄 ১𑓑 ২𑓒 ৬𑓖 அ௮ ஈர உ௨ഉ எ௭ ஐஜജ க௧ ச௪ ணണ ய௰ ழഴ ஶശ ஷ௸ ௳௵
      అಅ ఆಆ ఇಇ ఒಒ జಜ ఞಞ ణಣ యಯ ఱಱ లಲ ౧೧ ౨೨ ౯೯ ഞൡ രറ ජ෪ ද෫ ขฃ คดต ฆม จຈ ชซ ฎฏ ฑท บບ ปປ ฝຝ พພ ฟຟ ภฦ ยຍ ฯ។ าๅ ๏៙ ๚៕ ๛៚ རཪ ၁ၥ ᄀᆨ ᄂᆫ
      ᄃᆮ ᄅᆯ ᄆᆷ ᄇᆸ ᄉᆺ ᄋᆼ ᄌᆽ ᄎᆾ ᄏᆿ ᄐᇀ ᄑᇁ ᄒᇂ ᅀᇫ ᅌᇰ ᅙᇹ ᐡᓑ ᐩᕀ ᐵ⍩ ᑐ⊃⸧ ᑕ⊂⸦ ᒉᘃ ᒐᘂ ᓓᘄ ᓚᘇ ᕃᘢ ᕆᘣ ᕊᘤ ᗒ⪫ ᗕ⪪ ᗡꓷ ᙠꓭ ᚹꚰ ᚼᛡ ᚽᛂ⍿ ᛋ𝈿 ᛏ↑ ᛐ↿ ᛚ↾⨡
      ᛜ⋄◇◊♢𐊔🝔 ᛞ⋈⨝ ᛨ↕ ᛯⵣ អឣ ᠵᡕ ᡜᢖ ᣵᣛ ᦞ᧐ ᦱ᧑ ᩅ᪀᪐ ᬍ᭒ ᬑ᭓ ᬨ᭘ ᭐᭜ ᴎͷиꚡ𐑍𝈋 ᴘᴩ ᴙя ẟδծᐃᕷ∆△ⵠ⸹𐊅𐊣𖼚🜂 ₸〒 ⅄𝈛 ⅎᖵꓞ ↞⯬ ↟⯭ ↠⯮ ↡⯯ ↲↵ ∂𞣌 ∅⌀ ∎█■ ∐⨿ ∠𞣈
      ∧⋀ ∴⸫ ∵⸪ ∷⸬ ≈𑇞 ≏♎🝞 ≡≣ ⊍⨃ ⊎⨄ ⊏𝈸 ⊐𝈹 ⊓⨅ ⊔⨆ ⊗⨂ ⊛⍟ ⊠🝱 ⊡🝕 ⊲◁ ⊳▷ ⌒◠ ⌙⨽ ⌤⌥ ⌻⧇ ⌾◎⦾ ⍂⧅ ⍉⦰ ⍋⏃ ⍎⏂ ⍕⏁ ⍭⏆ ⎈☸ ⏥▱ ⏻⏼ │┃ ┌┏ ├┣ ▌▐ ▖▗ ▘▝ □☐
      ▶▸► ☧⳩ ☩🜊 ☽🌒🌙 ☾⏾🌘 ❬⟨〈く㇛𡿨 ❭⟩〉 ⟦〚 ⟧〛 ⦚⧙ ⧟🜺 ⨟⨾ ⰿꦒ ⱶꚱꮀ ⲷ☰ ⳨𐆠 ⵀ𐊸 ⵂ⁞⦙⸽ ⵗ⁝⋮ 〼⍁⧄ へヘ ーᅳ㇐一ꟷ 㔾⺋ 㖈䎛 㘽㦳 㣺⺗ 㩁搉 㫚曶 㬵胶 㬺幐 㬻䐠 㮣槩 䀹鿃 䀿晣 䑃朦
      䚶訞 丨ᅵ⎜⎟⎢⎥⎪⎮㇑ 丬⺦ 乙㇠ 乚⺃㇟ 乛⺂㇖ 亀⻲ 亅㇚ 二ニ 亻⺅イ 併倂 値值 兀⺎ 八ハ 刂⺉ 力カ 卍࿖ 卐࿕ 卜ト 口ロ囗 啓啟 土士 塡填 墫壿 夕タ 媯嬀 尢⺐ 尣⺏ 工エ 巳⺒ 帡帲 幺⺓ 彑⺔ 忄⺖ 戶戸 扌⺘ 攵⺙
      斉⻫ 旡⺛ 晚晩 朌肦 朏胐 朐胊 朓脁 朘脧 朣膧 杮柿 榝樧 歯⻭ 歺⺞ 民⺠ 氵⺡ 氺⺢ 溈潙 灬⺣ 爫⺤ 犭⺨ 研硏 礻⺭ 竜⻯ 糹⺯ 絕絶 罒⺫⺲ 罓⺱ 耂⺹ 肀⺺ 胼腁 艹⺾⺿⻀ 蒍蔿 蘷虁 虎⻁ 衤⻂ 西⻄ 覀⻃ 见⻅ 訮詽
      讆讏 讠⻈ 豜豣 贝⻉ 赿趆 跥跺 躗躛 軿輧 车⻋ 辶⻌⻍ 郎郞 鎭鎮 钅⻐ 長⻑ 镸⻒ 长⻓ 门⻔ 阝⻏⻖ 隷隸 青⻘ 韦⻙ 页⻚ 风⻛ 飞⻜ 食⻝ 飠⻟ 饣⻠ 马⻢ 鬼⻤ 鱼⻥ 鹂鹃 麦⻨ 黄⻩ 黑黒 齐⻬ 齿⻮ 龙⻰ ꁊ꒞ ꁐ꒬ ꃀ꒜
      ꄲ꒨ ꉙ꒿ ꊱ꒾ ꋍ꒔ ꎫ꓀ ꎵ꓂ ꎿ꒺ ꏂ꒰ ꑘ꒧ ꓕ⊥⟂𝈜 ꓨ⅁ ꓶ⅂𖼦𝈕𝈫 ꙙ𖼜🜁 ꙩ𐓫 ꜧꞕ ꜿͽ ꞓɛєԑ€⋴ⲉꮛ𐐩𖼭𝈡 ꟻᖷ𝈰 ꣻ𑇜 ꣼𑇛 ꦝꦣ ꧐꧆ ꨁ꩓ ꨣ꩖ 𐊨⊕⨁🜨 𐊼▽𝈔🜄 𐋀⧖ 𐎂𐏑 𐎓𐏓 𐎚𒀸 𐐺ꞛ 𐒆𐒠 𐦞☥𓋹
      𐳂𐳼 𐳥𐳺 𑖂𑗘𑗙 𑖃𑗚 𑖄𑗛 𖼀⅃ 🄎↺
      """;
  private static final Map<Integer, Integer> FIRST = first();

  private Lookalikes() {
  }

  /** The text with the first one of its word for each character that is in one. */
  static String replaced(String text) {
    StringBuilder replaced = new StringBuilder(text.length());
    text.codePoints().map(point -> FIRST.getOrDefault(point, point)).forEach(replaced::appendCodePoint);
    return replaced.toString();
  }

  private static Map<Integer, Integer> first() {
    Map<Integer, Integer> first = new HashMap<>();
    for (String alike : ALIKE.strip().split("[ \n]+")) {
      alike.codePoints().skip(1).forEach(point -> first.put(point, alike.codePointAt(0)));
    }
    return Map.copyOf(first);
  }
}
