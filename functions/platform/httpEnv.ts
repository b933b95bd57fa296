/** Where a person's data was shown: their file, a list of names, coupons, a preview, an export. */
export const seenIn = ['file', 'list', 'coupons', 'preview', 'export', 'duplicates'] as const;
export type SeenIn = (typeof seenIn)[number];

/** What the admin API's session check leaves for every route: whose call this is. */
export interface HttpEnv {
  Variables: {
    /** Verified domain of the shop; the only source of a shop in any route. */
    shop: string;
    /** The staff member's id at the shop. */
    userId: string;
    /**
     * Tells the access log which customers' names or files this answer shows. Not there where
     * routes are tested by themselves.
     */
    saw?: (seenIn: SeenIn, customerIds: readonly string[]) => void;
  };
}
