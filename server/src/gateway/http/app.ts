import cookie from '@fastify/cookie';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import { ServiceRefusal } from '@winnex/contracts';
import fastify from 'fastify';
import { guardAccess } from './access.ts';
import { refuseMethod, routeBook } from './allowed-methods.ts';
import { setCaching } from './caching.ts';
import { answerClientError } from './client-errors.ts';
import type { HttpContext } from './context.ts';
import { answerFailure, answerFailures } from './failures.ts';
import type { HttpApp } from './http-app.ts';
import { describeApi } from './openapi/document.ts';
import { limitRates } from './rate-limits.ts';
import { requestIds } from './request-id.ts';
import { observeRequests } from './request-metrics.ts';
import { addAccountRoutes } from './routes/account.ts';
import { addAuthRoutes } from './routes/auth.ts';
import { addBetRoutes } from './routes/bets.ts';
import { addCatalogueRoutes } from './routes/catalogue.ts';
import { addDemoRoutes } from './routes/demo.ts';
import { addHealthRoutes } from './routes/health.ts';
import { addLimitRoutes } from './routes/limits.ts';
import { addOperatorRoutes } from './routes/operator.ts';
import { addReferenceRoutes } from './routes/reference.ts';
import { addWalletRoutes } from './routes/wallet.ts';
import { basicHeaders, setSecurityHeaders } from './security-headers.ts';
import { compileValidator } from './validation.ts';
import { webPage } from './web-page.ts';

/** Longest text that may stand for one part of a path: an escaped market id. */
const PARAM_LENGTH_MAX = 1_000;

/** The HTTP side, ready to listen or to be asked with `inject`. */
export async function createHttpApp(context: HttpContext): Promise<HttpApp> {
  const { settings, logger, ids, operations, metrics } = context;
  const app: HttpApp = fastify({
    logger: false,
    genReqId: requestIds(ids),
    requestIdHeader: false,
    trustProxy: settings.trustProxy,
    bodyLimit: settings.bodyBytesMax,
    handlerTimeout: settings.handlerTimeoutMs,
    requestTimeout: settings.requestTimeoutMs,
    connectionTimeout: settings.requestTimeoutMs + settings.handlerTimeoutMs,
    keepAliveTimeout: settings.keepAliveTimeoutMs,
    forceCloseConnections: 'idle',
    http: { headersTimeout: settings.requestTimeoutMs, connectionsCheckingInterval: 1_000 },
    routerOptions: { maxParamLength: PARAM_LENGTH_MAX },
    frameworkErrors: (error, request, reply) => {
      reply.headers(basicHeaders(request.id));
      answerFailure(error, request, reply, logger);
    },
    clientErrorHandler: answerClientError,
  }).withTypeProvider<TypeBoxTypeProvider>();

  app.setValidatorCompiler(compileValidator);
  app.removeContentTypeParser('text/plain');
  answerFailures(app, logger);
  observeRequests(app, metrics, logger);
  setSecurityHeaders(app);
  const book = routeBook(app);
  await limitRates(app, settings.rateLimits, () => guardAccess(app, operations.user));
  setCaching(app);
  await app.register(cookie);
  await describeApi(app);
  const web = await webPage(app, context.webRoot);

  addHealthRoutes(app, context);
  addReferenceRoutes(app);
  await app.register(
    async (api: HttpApp) => {
      addAuthRoutes(api, context);
    },
    { prefix: '/api/v2/auth' },
  );
  await app.register(
    async (api: HttpApp) => {
      addAccountRoutes(api, context);
      addLimitRoutes(api, context);
      addCatalogueRoutes(api, context);
      addDemoRoutes(api, context);
      addWalletRoutes(api, context);
      addBetRoutes(api, context);
      addOperatorRoutes(api, context);
    },
    { prefix: '/api/v2' },
  );

  app.setNotFoundHandler(async (request, reply) => {
    const other = refuseMethod(book, request);
    if (other !== null) {
      reply.header('allow', other.allow);
      if (other.refusal !== null) throw other.refusal;
      return reply.code(204).send();
    }
    const answered = await web.answer(request, reply);
    if (answered !== null) return answered;
    throw new ServiceRefusal('not-found', 'Nothing is offered at this address; see /docs.');
  });
  return app;
}
