import QRCode from 'qrcode';

/** Modules of margin that readers need (ISO/IEC 18004 asks for four). */
const QUIET_ZONE = 4;

/** A QR code as a PNG, black on white, large enough for a phone to read off a screen. Rejects a text over 2,331 bytes. */
export function qrPng(text: string): Promise<Buffer> {
  return QRCode.toBuffer(text, { errorCorrectionLevel: 'M', margin: QUIET_ZONE, scale: 8 });
}

/** A QR code as lines for a terminal. It sets its own black and white, so that dark terminals show it the right way round. */
export function qrTerminal(text: string): Promise<string> {
  return QRCode.toString(text, { type: 'terminal', small: true, errorCorrectionLevel: 'L' });
}
