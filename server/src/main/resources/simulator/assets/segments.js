// What a text costs to send (3GPP TS 23.038): its alphabet, its units, its segments. The server counts the same way.
const BASIC = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡" +
  "ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
const EXTENDED = "\f^{}\\[~]|€";

/** @returns {{gsm: boolean, units: number, room: number, segments: number}} room: units that fit before one more */
export function count(text) {
  const gsm = [...text].every((c) => BASIC.includes(c) || EXTENDED.includes(c));
  const [single, several] = gsm ? [160, 153] : [70, 67];
  let units = 0, filled = 0, segments = 1;
  for (const c of text) {
    const width = gsm ? (EXTENDED.includes(c) ? 2 : 1) : c.length;
    if (filled + width > several) {
      segments++;
      filled = 0;
    }
    filled += width;
    units += width;
  }
  return units <= single
    ? { gsm, units, room: single - units, segments: 1 }
    : { gsm, units, room: several - filled, segments };
}
