/** What a source says of a product. Amounts are exact decimals as text; empty or left out means not said. */
export type ProductFields = {
  readonly name?: string;
  readonly category?: string;
  readonly brand?: string;
  readonly price?: string;
  readonly cost?: string;
  readonly currency?: string;
  readonly other?: Readonly<Record<string, string>>;
};

export type SaidProduct = ProductFields & { readonly sku: string };

const texts = ['name', 'category', 'brand', 'price', 'cost', 'currency'] as const;

/** One record per product of what a batch says, the last that says something counting; fields not said are left out. */
export function foldProducts(products: readonly SaidProduct[]): Map<string, ProductFields> {
  const folded = new Map<string, ProductFields>();
  for (const product of products) {
    const sku = clean(product.sku);
    if (sku === '') continue;
    const said: Record<string, unknown> = { ...folded.get(sku) };
    for (const name of texts) {
      const value = clean(product[name] ?? '');
      if (value !== '') said[name] = value;
    }
    const other = Object.entries(product.other ?? {})
      .map(([name, value]) => [clean(name), clean(value)])
      .filter(([, value]) => value !== '');
    if (other.length > 0)
      said.other = { ...(said.other as Record<string, string> | undefined), ...Object.fromEntries(other) };
    folded.set(sku, said);
  }
  return folded;
}

function clean(text: string): string {
  return text.replaceAll('\0', '').trim();
}
