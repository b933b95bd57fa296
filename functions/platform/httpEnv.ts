/** What the admin API's session check leaves for every route: whose call this is. */
export interface HttpEnv {
  Variables: {
    /** Verified domain of the shop; the only source of a shop in any route. */
    shop: string;
    /** The staff member's id at the shop. */
    userId: string;
  };
}
