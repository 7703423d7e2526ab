import { describe, expect, test } from 'vitest';
import { readRepository } from './repository.ts';
import { describeViolation, judge, plantedFiles } from './rule.ts';
import { determinism } from './rules/determinism.ts';
import { importDirection } from './rules/import-direction.ts';
import { libraryHomes } from './rules/libraries.ts';
import { schemaOwnership } from './rules/schema-ownership.ts';
import { shape } from './rules/shape.ts';

const repository = readRepository();

describe.each([...importDirection, ...libraryHomes, ...determinism, ...schemaOwnership, ...shape])(
  '$name',
  (rule) => {
    test('holds', () => {
      const { filesSeen, violations, idleExceptions } = judge(rule, repository);
      expect(violations.map(describeViolation), rule.why).toEqual([]);
      expect(filesSeen, 'files seen').toBeGreaterThanOrEqual(rule.filesMin);
      expect(idleExceptions, 'exceptions that nothing needs').toEqual([]);
    });

    test.each(rule.catches.map((planted) => [JSON.stringify(planted), planted] as const))(
      'catches %s',
      (_, planted) => {
        const caught = judge(rule, plantedFiles(planted)).violations.map(({ path }) => path);
        expect(Object.keys(planted).some((path) => caught.includes(path))).toBe(true);
      },
    );

    test.each((rule.allows ?? []).map((planted) => [JSON.stringify(planted), planted] as const))(
      'allows %s',
      (_, planted) => {
        expect(judge(rule, plantedFiles(planted)).violations).toEqual([]);
      },
    );
  },
);
