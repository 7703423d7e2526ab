/** Everything about the gateway that an operator may set. Times in milliseconds, sizes in bytes. */
export interface GatewaySettings {
  readonly host: string;
  /** 0 asks the operating system for a free port. */
  readonly port: number;
  /** Addresses of reverse proxies whose X-Forwarded-For is believed; false believes nobody. */
  readonly trustProxy: boolean | string;
  /** True behind TLS: the refresh cookie then carries `Secure`. */
  readonly secureCookies: boolean;
  /** Origins besides the server's own that may open the socket, such as `https://example.com`. */
  readonly allowedOrigins: readonly string[];
  readonly metricsAccess: 'loopback' | 'everyone';
  readonly bodyBytesMax: number;
  /** Longest time for an answer once the request has been read. */
  readonly handlerTimeoutMs: number;
  /** Longest time for a client to send a whole request. */
  readonly requestTimeoutMs: number;
  readonly keepAliveTimeoutMs: number;
  /** How long a stopping server waits for requests in flight and sockets to close. */
  readonly drainTimeoutMs: number;
  readonly rateLimits: RateLimitSettings;
  readonly socket: SocketSettings;
}

/** Requests per window and address or user. */
export interface RateLimitSettings {
  readonly windowMs: number;
  readonly addressMax: number;
  readonly authAddressMax: number;
  readonly userMax: number;
  readonly betUserMax: number;
}

export interface SocketSettings {
  /** Updates within this time travel as one frame. */
  readonly conflateMs: number;
  readonly heartbeatMs: number;
  /** How often topics that somebody reads are compared with the services behind them. */
  readonly resyncMs: number;
  readonly topicsMax: number;
  readonly messageBytesMax: number;
  readonly messagesPerSecondMax: number;
  readonly socketsPerAddressMax: number;
  readonly socketsMax: number;
  /** A socket with more than this unsent gets the newest snapshot later, not deltas now. */
  readonly bufferedBytesMax: number;
}
