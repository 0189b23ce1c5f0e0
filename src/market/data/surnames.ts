/**
 * Frequent surnames with bearers in thousands, in the order of INSEE's Fichier des noms, then names with particles and
 * names from elsewhere. They hold 45 % of people; the rest have one of about 20 000 rare names built from the parts below,
 * so that agreement on a rare name says more than agreement on Martin, as in a real file.
 */
export const FREQUENT_SURNAMES = `Martin 236,Bernard 105,Thomas 96,Petit 96,Robert 91,Richard 91,Durand 84,Dubois 81,Moreau 77,
Laurent 76,Simon 75,Michel 74,Lefebvre 72,Leroy 67,Roux 60,David 60,Bertrand 58,Morel 58,Fournier 57,Girard 55,Bonnet 55,
Dupont 54,Lambert 53,Fontaine 53,Rousseau 52,Vincent 50,Muller 49,Lefèvre 49,Faure 48,André 48,Mercier 47,Blanc 47,Guérin 46,
Boyer 45,Garnier 45,Chevalier 44,François 44,Legrand 44,Gauthier 43,Garcia 43,Perrin 42,Robin 42,Clément 42,Morin 41,
Nicolas 41,Henry 40,Roussel 40,Mathieu 40,Gautier 39,Masson 39,Marchand 38,Duval 37,Denis 37,Dumont 37,Marie 37,Lemaire 37,
Noël 36,Meyer 36,Dufour 36,Meunier 36,Brun 35,Blanchard 35,Giraud 35,Joly 35,Rivière 35,Lucas 34,Brunet 34,Gaillard 34,
Barbier 33,Arnaud 33,Martinez 33,Gérard 33,Roche 32,Renard 32,Schmitt 32,Roy 32,Leroux 32,Colin 31,Vidal 31,Caron 31,
Picard 31,Roger 30,Fabre 30,Aubert 30,Lemoine 30,Renaud 30,Dumas 30,Lacroix 30,Olivier 29,Philippe 29,Bourgeois 29,
Pierre 29,Benoit 29,Rey 28,Leclerc 28,Payet 28,Rolland 28,Leclercq 28,Guillaume 28,Lecomte 28,Lopez 27,Jean 27,Dupuy 27,
Guillot 27,Hubert 27,Berger 26,Carpentier 26,Sanchez 26,Dupuis 26,Moulin 26,Louis 26,Deschamps 25,Huet 25,Vasseur 25,
Perez 25,Boucher 25,Fleury 25,Royer 25,Klein 24,Jacquet 24,Adam 24,Paris 24,Poirier 24,Marty 24,Aubry 24,Guyot 23,Carré 23,
Charles 23,Renault 23,Charpentier 23,Ménard 23,Maillard 22,Baron 22,Bertin 22,Bailly 22,Hervé 22,Schneider 22,Fernandez 22,
Le Gall 21,Collet 21,Léger 21,Bouvier 21,Julien 21,Prévost 21,Millet 20,Perrot 20,Daniel 20,Le Roux 20,Cousin 20,Germain 20,
Breton 20,Besson 20,Langlois 19,Rémy 19,Le Goff 19,Pelletier 19,Lévêque 19,Perrier 19,Leblanc 19,Barré 19,Lebrun 19,
Marchal 18,Weber 18,Mallet 18,Hamon 18,Boulanger 18,Jacob 18,Monnier 18,Michaud 18,Rodriguez 18,Guichard 17,Gillet 17,
Étienne 17,Grondin 17,Poulain 17,Tessier 17,Chevallier 17,Collin 17,Chauvin 16,Da Silva 16,Bouchet 16,Gay 16,Lemaître 16,
Bénard 16,Maréchal 16,Humbert 16,Reynaud 16,Antoine 15,Hoarau 15,Perret 15,Barthélemy 15,Cordier 15,Pichon 15,Lejeune 15,
Gilbert 15,Lamy 15,Delaunay 15,Pasquier 14,Carlier 14,Laporte 14,de Oliveira 6,Dos Santos 12,Ferreira 11,Pereira 12,
de Sousa 5,de La Fontaine 1,d'Hauteville 1,de Saint-Martin 1,du Plessis 1,d'Almeida 2,de Vries 1,von Arnim 1,Le Bihan 6,
Le Guen 6,L'Hostis 2,N'Guyen 1,Nguyen 14,Tran 8,Pham 4,Traoré 7,Diallo 8,Diarra 4,Coulibaly 5,Benali 5,Haddad 4,Bouzid 4,
Mansouri 4,Cohen 8,Lévy 8,Ben Amar 2,El Amrani 2,Yilmaz 4,Kaya 2,Rossi 4,Nowak 3,Schmidt 5,O'Connor 1,Müller 2,Núñez 1`;

/** Beginnings, middles and ends whose products are plausible rare surnames: Barberteau, Courtinois, Vilragaud… */
export const RARE_SURNAME_PARTS = {
  beginnings: `Bar Bel Ber Bois Bon Bour Bran Cal Car Chal Cham Chan Cor Cour Dal Del Des Dor Fer Fon Gal Gar Gau Gran Gui
Hal Jac Jou Lam Lan Lar Lor Mal Mar Mau Mon Mor Nau Pel Per Pin Plan Pou Ran Ri Rou Sal Sau Ser Tal Tau Ter Tour Val Ver Vil`,
  middles: `- ba ber chi de di ga gi la le li mo na ni ra ri ro ta ti tou`,
  ends: `ard aud eau ert et ier in on ot oux eul ois ain el ault and ac y ez elle`,
};
