/**
 * The WebSocket address behind what people write as Home Assistant's: http, https, ws or wss, with the path that a proxy
 * gives it, or a WebSocket address already, such as the Supervisor's `ws://supervisor/core/websocket`.
 */
export function socketAddress(url: string): string {
  const address = new URL(url);
  address.protocol = address.protocol.replace('http', 'ws');
  const path = address.pathname.replace(/\/+$/, '');
  address.pathname = path.endsWith('/websocket') ? path : `${path}/api/websocket`;
  return address.href;
}
