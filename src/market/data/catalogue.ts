/**
 * The retailer's shelves, one a line: category | lowest and highest price in cents excluding VAT | cost as a share of price |
 * probability that a line is returned | sales weight | nouns | qualities that products are named from.
 */
export const SHELVES = `Mode femme|1200|12900|0.42|0.13|18|Robe,Chemisier,Jupe,Pull,Veste,Pantalon|lin,coton,laine,fluide,imprimé
Mode homme|1500|14900|0.44|0.10|12|Chemise,Polo,Pull,Veste,Pantalon,Jean|lin,coton,mérinos,slim,droit
Enfant|600|5900|0.45|0.06|9|Body,T-shirt,Pyjama,Manteau,Salopette|rayé,étoiles,marin,molleton
Chaussures|2900|15900|0.46|0.15|8|Bottines,Baskets,Mocassins,Sandales|cuir,toile,daim,vernies
Linge de maison|900|11900|0.40|0.04|10|Parure de lit,Drap,Serviette,Plaid,Nappe|percale,éponge,jacquard,lin
Cuisine|500|119900|0.52|0.03|12|Cocotte,Poêle,Saladier,Couteau,Robot|fonte,inox,grès,émaillé
Décoration|700|24900|0.48|0.05|9|Lampe,Miroir,Vase,Coussin,Bougie|rotin,laiton,céramique,velours
Beauté|400|6900|0.35|0.01|8|Crème,Savon,Shampooing,Eau de toilette,Huile|argan,lavande,karité,rose
Jardin|800|139900|0.56|0.03|5|Sécateur,Pot,Transat,Arrosoir,Salon|acier,terre cuite,acacia,galvanisé
Jeux et jouets|700|7900|0.54|0.02|6|Puzzle,Peluche,Jeu de société,Train|bois,géant,éducatif,classique
Épicerie fine|300|4900|0.60|0|10|Miel,Confiture,Thé,Huile d'olive,Chocolat|bio,de pays,grand cru,artisanal
Papeterie|200|3900|0.38|0.01|6|Carnet,Stylo,Agenda,Affiche|recyclé,relié,doré,kraft`;
