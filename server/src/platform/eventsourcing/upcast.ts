/** Turns the fields of one stored version into those of the next. Pure; it must never fail. */
export type Upcast = (fields: Readonly<Record<string, unknown>>) => Record<string, unknown>;

/**
 * The steps from each old shape to the present one: the first of a type leads from version 1 to 2,
 * the second from 2 to 3. A step is written once, when the shape changes, and never edited: stored
 * events are never rewritten, so every version ever stored must stay readable.
 */
export type UpcastSteps = Readonly<Record<string, readonly Upcast[]>>;

/** A stored event that this program cannot read: damaged, or written by a newer one. */
export class UnknownEventFault extends Error {
  override readonly name = 'UnknownEventFault';
}

/**
 * Makes the reader of old shapes.
 * @param currentVersions the version that this program writes, for each type
 * @returns a function from type, version and fields as stored to the fields of the present version;
 *   it throws UnknownEventFault for a type or version that this program does not know
 * @throws Error when the steps do not lead from version 1 to the present one of every type
 */
export function createUpcaster(
  currentVersions: Readonly<Record<string, number>>,
  steps: UpcastSteps,
): (type: string, version: number, fields: Record<string, unknown>) => Record<string, unknown> {
  const current = new Map(Object.entries(currentVersions));
  for (const [type, version] of current) {
    const written = steps[type]?.length ?? 0;
    if (written === version - 1) continue;
    throw new Error(
      `${type} is at version ${version} and has ${written} upcasts, not ${version - 1}`,
    );
  }
  const stranger = Object.keys(steps).find((type) => !current.has(type));
  if (stranger !== undefined)
    throw new Error(`there are upcasts for ${stranger}, which is no event`);

  return (type, version, fields) => {
    const newest = current.get(type);
    if (newest === undefined || !Number.isInteger(version) || version < 1 || version > newest) {
      throw new UnknownEventFault(
        `The event ${type} version ${version} is not known to this program: ` +
          'it was written by a newer one, or damaged.',
      );
    }
    return (steps[type] ?? []).slice(version - 1).reduce((shape, step) => step(shape), fields);
  };
}
