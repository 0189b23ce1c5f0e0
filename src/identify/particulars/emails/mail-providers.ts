/** Mail providers whose domains people mistype: France's first, then its neighbours'. */
export const mailProviders =
  `gmail.com orange.fr wanadoo.fr hotmail.fr hotmail.com yahoo.fr yahoo.com free.fr sfr.fr laposte.net
outlook.fr outlook.com live.fr live.com icloud.com bbox.fr neuf.fr aol.com msn.com gmx.fr gmx.com gmx.de numericable.fr
club-internet.fr protonmail.com proton.me googlemail.com web.de t-online.de btinternet.com yahoo.co.uk hotmail.co.uk aliceadsl.fr
cegetel.net noos.fr skynet.be telenet.be bluewin.ch libero.it tiscali.it virgilio.it fastmail.com yandex.com ymail.com rocketmail.com
hotmail.be hotmail.it hotmail.es hotmail.de live.be live.nl yahoo.it yahoo.es yahoo.de outlook.be outlook.de outlook.es outlook.it
9online.fr tele2.fr voila.fr nordnet.fr dbmail.com me.com mac.com mail.com email.com mail.ru gmx.net gmx.at gmx.ch sfr.net`.split(
    /\s+/,
  );

/** Word before the @ that names a function, never a person. */
export const roleNames = new Set(
  `info infos information contact contacts admin administrateur administration administrator webmaster postmaster hostmaster abuse root
  noreply no-reply ne-pas-repondre nepasrepondre donotreply do-not-reply ventes vente sales commercial commerce compta comptabilite
  accounting accounts facturation billing invoice achats direction accueil reception secretariat bureau office support sav help helpdesk
  service service-client serviceclient serviceclients rh hr recrutement emploi jobs careers marketing communication com presse press
  newsletter news mairie hello bonjour team equipe mail email reservation reservations booking boutique shop commande commandes orders
  technique it security privacy dpo rgpd gdpr everyone all tous mailer-daemon`.split(/\s+/),
);

/** Words before the @ typed to get past a form. */
export const placeholderNames = new Set(
  `test tests testing aaa aa xxx xx abc azerty qwerty nomail noemail no-email nonmail sansmail sans-mail pasdemail pasdemel aucun aucune
  inconnu unknown none null undefined toto titi tata fake spam nobody personne anonyme anonymous non na n-a nc exemple example`.split(
    /\s+/,
  ),
);

/** Endings that RFC 2606 keeps for trials: simulated and test data, never delivered to. */
export const trialDomains = /\.(test|example)$/;

/** Domains of documentation, and those that stand for none. */
export const placeholderDomains =
  /(^|\.)(example\.(com|net|org)|invalid|localhost|test\.(com|fr)|nomail\.(com|fr)|aaa\.(com|fr)|exemple\.(com|fr))$/;
