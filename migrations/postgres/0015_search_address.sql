-- Customers are now found by their whole e-mail and their address too. What the program folds letter by letter is near enough
-- here: a customer's text is written anew each time her record changes.
update identify.customer set search_text = search_text || trim(regexp_replace(
  translate(lower(concat_ws(' ', street, postcode, city)),
    'àâäáãåçéèêëíìîïñóòôöõúùûüýÿ’''-', 'aaaaaaceeeeiiiinooooouuuuyy   '), '\s+', ' ', 'g'))
  || ' ' || coalesce(lower(email), '') || ' '
where coalesce(email, street, postcode, city) is not null;
