import Type from 'typebox';

const closed = { additionalProperties: false } as const;

/** The audit's report on the wire. */
export const AuditReport = Type.Object(
  {
    ok: Type.Boolean({ description: 'True when every check holds.' }),
    checks: Type.Array(
      Type.Object(
        {
          name: Type.String({ description: 'What must hold.' }),
          ok: Type.Boolean(),
          checked: Type.String({ description: 'How much was looked at.' }),
          detail: Type.String({ description: 'Empty when it holds, else what does not.' }),
        },
        closed,
      ),
    ),
  },
  closed,
);
