import { KernelError } from '../../error.ts';

/** The root, or the error that says that no such margin exists. */
export function requireRoot(root: number | undefined): number {
  if (root === undefined) {
    throw new KernelError(
      'MARGIN_INVALID',
      'no margin of this size can be put on or taken off these outcomes by this method',
      'overround',
    );
  }
  return root;
}
