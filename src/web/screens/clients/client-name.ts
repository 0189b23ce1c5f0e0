type Named = {
  customerId: number;
  givenName?: string | null | undefined;
  familyName?: string | null | undefined;
  email?: string | null | undefined;
  phone?: string | null | undefined;
};

/** How a person is called: their name, else the address or number they are known by, else their customer number. */
export function clientName(person: Named, unnamed: (id: string) => string): string {
  const name = [person.givenName, person.familyName].filter(Boolean).join(' ');
  return name || person.email || person.phone || unnamed(String(person.customerId));
}
