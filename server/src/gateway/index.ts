export { createGateway, type Gateway, type GatewayOptions } from './gateway.ts';
export type { GatewayOperations, OperatorOperations, Readiness } from './services.ts';
export type { GatewaySettings, RateLimitSettings, SocketSettings } from './settings.ts';
