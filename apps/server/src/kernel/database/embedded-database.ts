import pg from 'pg';

const NAME = 'crossflow';

/** Makes the login and the database of this installation inside the embedded Postgres; gives the login's URL. */
export async function openOwnDatabase(adminUrl: string, password: string, database = NAME): Promise<string> {
  const admin = new pg.Client({ connectionString: adminUrl });
  await admin.connect();
  try {
    const { rowCount: roles } = await admin.query('select from pg_roles where rolname = $1', [NAME]);
    const login = `${pg.escapeIdentifier(NAME)} login createrole password ${pg.escapeLiteral(password)}`;
    await admin.query(roles === 0 ? `create role ${login}` : `alter role ${login}`);
    const { rowCount: databases } = await admin.query('select from pg_database where datname = $1', [database]);
    if (databases === 0)
      await admin.query(
        `create database ${pg.escapeIdentifier(database)} owner ${NAME} template template0 encoding 'UTF8'`,
      );
  } finally {
    await admin.end();
  }
  return loginUrl(adminUrl, password, database);
}

/** Of a database that is there. */
export function loginUrl(adminUrl: string, password: string, database: string): string {
  const url = new URL(adminUrl);
  url.username = NAME;
  url.password = password;
  url.pathname = `/${database}`;
  return url.href;
}
