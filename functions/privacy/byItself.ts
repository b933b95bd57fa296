/** What Clientele does by itself is noted under this id, which no member of staff has. */
export const byItself = 'clientele';
