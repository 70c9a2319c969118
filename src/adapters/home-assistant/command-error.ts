/** Why Home Assistant did not do what it was asked. */
export class CommandError extends Error {
  /**
   * Its own code (`not_found`, `unauthorized`, `service_validation_error` …: developers.home-assistant.io, WebSocket API),
   * or ours: `not_connected` (never sent), `lost` (the connection broke meanwhile), `no_answer` (not in time).
   */
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.name = 'CommandError';
    this.code = code;
  }

  /** It may be asked again when Home Assistant is back. */
  get away(): boolean {
    return this.code === 'not_connected' || this.code === 'lost';
  }
}
