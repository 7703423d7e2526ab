import {
  CompetitionList,
  FixtureDetail,
  FixtureId,
  FixtureList,
  FixtureQuery,
  ServiceRefusal,
} from '@winnex/contracts';
import Type from 'typebox';
import type { HttpContext } from '../context.ts';
import type { HttpApp } from '../http-app.ts';
import { competitionsExample, fixtureExample, fixturesExample } from '../openapi/examples.ts';
import { operation, shown } from '../openapi/operation.ts';

const facts = { tag: 'catalogue', access: 'public' } as const;

export function addCatalogueRoutes(app: HttpApp, { operations }: HttpContext): void {
  const { odds } = operations;

  app.get(
    '/competitions',
    operation(
      {
        ...facts,
        id: 'listCompetitions',
        summary: 'Competitions with fixtures on offer',
        cacheSeconds: 5,
      },
      { response: { 200: shown(CompetitionList, competitionsExample, 'The competitions.') } },
    ),
    async () => odds.competitions(),
  );

  app.get(
    '/fixtures',
    operation(
      {
        ...facts,
        id: 'listFixtures',
        summary: 'Fixtures with their main market',
        description: 'For prices as they move, subscribe to `lobby` on the socket at `/socket`.',
        cacheSeconds: 1,
      },
      {
        querystring: FixtureQuery,
        response: { 200: shown(FixtureList, fixturesExample, 'The fixtures.') },
      },
    ),
    async (request) => odds.fixtures(request.query),
  );

  app.get(
    '/fixtures/:id',
    operation(
      {
        ...facts,
        id: 'getFixture',
        summary: 'One fixture with all its markets',
        description: 'For prices as they move, subscribe to `fixture:<id>` on the socket.',
        problems: ['not-found'],
        cacheSeconds: 1,
      },
      {
        params: Type.Object({ id: FixtureId }),
        response: { 200: shown(FixtureDetail, fixtureExample, 'The fixture.') },
      },
    ),
    async (request) => {
      const fixture = await odds.fixture(request.params.id);
      if (fixture === null) throw new ServiceRefusal('not-found', 'There is no such fixture.');
      return fixture;
    },
  );
}
