/** Loaded when asked for: most starts show none. */
const library = async () => (await import('qrcode')).default;

/** Modules of margin that readers need (ISO/IEC 18004 asks for four). */
const QUIET_ZONE = 4;

/** A QR code as a PNG, black on white, large enough for a phone to read off a screen. Rejects a text over 2,331 bytes. */
export async function qrPng(text: string): Promise<Buffer> {
  const code = await library();
  return code.toBuffer(text, { errorCorrectionLevel: 'M', margin: QUIET_ZONE, scale: 8 });
}

/** A QR code as lines for a terminal. It sets its own black and white, so that dark terminals show it the right way round. */
export async function qrTerminal(text: string): Promise<string> {
  const code = await library();
  return code.toString(text, { type: 'terminal', small: true, errorCorrectionLevel: 'L' });
}
