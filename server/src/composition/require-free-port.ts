import { createServer } from 'node:net';
import { StartFault } from './fault.ts';

/** Tries the address before anything is started, so that a taken port leaves nothing half done. */
export async function requireFreePort(host: string, port: number): Promise<void> {
  const probe = createServer();
  try {
    await new Promise<void>((resolve, reject) => {
      probe.once('error', reject);
      probe.listen({ host, port }, resolve);
    });
  } catch (error) {
    throw addressFault(error, host, port);
  } finally {
    probe.close();
  }
}

function addressFault(error: unknown, host: string, port: number): StartFault {
  const code = (error as { code?: string }).code;
  const other = '"winnex serve --port 8080" or server.port chooses another.';
  switch (code) {
    case 'EADDRINUSE':
      return new StartFault('PORT_TAKEN', `Port ${port} is taken by another program: ${other}`);
    case 'EACCES':
      return new StartFault(
        'PORT_FORBIDDEN',
        `Port ${port} needs more rights than this user has: ${other}`,
      );
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new StartFault(
        'HOST_UNKNOWN',
        `This machine has no address ${host}: set server.host.`,
      );
    default:
      return new StartFault(
        'LISTEN_FAILED',
        `Cannot listen on ${host}:${port} (${code}): ${other}`,
      );
  }
}
