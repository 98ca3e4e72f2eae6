"""Address books: Google's and Outlook's tables, and address cards of phones and programs."""

from __future__ import annotations

from contacts.corpus.case import Case, case

G_NEW = (
    "First Name,Middle Name,Last Name,Phonetic First Name,Phonetic Middle Name,Phonetic Last Name,Name Prefix,Name Suffix,"
    "Nickname,File As,Organization Name,Organization Title,Organization Department,Birthday,Notes,Photo,Labels,"
    "E-mail 1 - Label,E-mail 1 - Value,E-mail 2 - Label,E-mail 2 - Value,Phone 1 - Label,Phone 1 - Value,"
    "Relation 1 - Label,Relation 1 - Value,Website 1 - Label,Website 1 - Value\n"
)
G_OLD = (
    "Name,Given Name,Additional Name,Family Name,Yomi Name,Name Prefix,Name Suffix,Nickname,Birthday,Notes,Group Membership,"
    "E-mail 1 - Type,E-mail 1 - Value,E-mail 2 - Type,E-mail 2 - Value,Phone 1 - Type,Phone 1 - Value,"
    "Organization 1 - Type,Organization 1 - Name,Organization 1 - Title\n"
)


def g_new(first: str = "", last: str = "", **cells: str) -> str:
    names = [name.strip() for name in G_NEW.split(",")]
    row = dict.fromkeys(names, "") | {"First Name": first, "Last Name": last}
    row |= {key.replace("_", " ").replace("1  ", "1 - ").replace("2  ", "2 - "): value for key, value in cells.items()}
    row = {name: row[name] for name in names}
    return ",".join(f'"{value}"' if "," in value or "\n" in value else value for value in row.values()) + "\n"


def google(name: str, text: str, rows: int, people: str, skipped: tuple[int, ...] = (), **facts: object) -> Case:
    return case(f"google-{name}", text, "google", rows, people, skipped, **facts)  # type: ignore[arg-type]


MAIL = "E-mail_1__Value"
GOOGLE = [
    google("new", G_NEW + g_new("Ada", "Park", Organization_Name="Northwind", Organization_Title="Head", Labels="Friends ::: * myContacts",
                                **{MAIL: "Ada@Example.org", "Phone_1__Value": "+1 555 0100"}), 1, "Ada Park",
           Ada={"company": "Northwind", "role": "Head", "emails": ("ada@example.org",), "phones": ("+1 555 0100",), "labels": ("Friends",)}),
    google("old", G_OLD + "Ada Park,Ada,,Park,,,,,,,* myContacts ::: Friends,* Work,ada@example.org,Home,ada@home.example,Mobile,+1 555,,Northwind,Head\n",
           1, "Ada Park", Ada={"emails": ("ada@example.org", "ada@home.example"), "company": "Northwind", "labels": ("Friends",)}),
    google("several-in-a-cell", G_NEW + g_new("Ada", "Park", **{MAIL: "a@x.example ::: b@x.example", "Phone_1__Value": "1 ::: 2"}), 1, "Ada Park",
           Ada={"emails": ("a@x.example", "b@x.example"), "phones": ("1", "2")}),
    google("middle-names", G_NEW + g_new("Ada", "Park", Middle_Name="Maria"), 1, "Ada Maria Park", Ada={"aliases": ("Ada Park",)}),
    google("whole-name-in-the-first", G_NEW + g_new("Ada Park"), 1, "Ada Park"),
    google("only-a-name-column", "Name,Phone 1 - Type,Phone 1 - Value\nAda Park,Work,12345\n", 1, "Ada Park"),
    google("only-an-address", G_NEW + g_new(**{MAIL: "ada@example.org"}) + g_new("Bo", "Lind"), 2, "Bo Lind", (2,)),
    google("a-company", G_NEW + g_new(Organization_Name="Acme") + g_new("Bo", "Lind"), 2, "Bo Lind", (2,)),
    google("an-empty-row", G_NEW + g_new() + g_new("Bo", "Lind"), 2, "Bo Lind", (2,)),
    google("only-a-telephone", G_NEW + g_new(Phone_1__Value="123") + g_new("Bo", "Lind"), 2, "Bo Lind", (2,)),
    google("only-a-nickname", G_NEW + g_new(Nickname="Kak Aisha"), 1, "Kak Aisha"),
    google("notes-over-lines", G_NEW + g_new("Ada", "Park", Notes="First line,\nsecond line") + g_new("Bo", "Lind"), 2, "Ada Park, Bo Lind"),
    google("relations", G_NEW + g_new("Ada", "Park", Relation_1__Label="Spouse", Relation_1__Value="Bo Lind") + g_new("Bo", "Lind"), 2,
           "Ada Park, Bo Lind", Ada={"related": (("Bo Lind", "spouse"),)}),
    google("a-linkedin-site", G_NEW + g_new("Ada", "Park", Website_1__Value="https://www.linkedin.com/in/ada-park/"), 1, "Ada Park",
           Ada={"linkedin": "https://www.linkedin.com/in/ada-park"}),
    google("the-same-address-twice", G_NEW + g_new("Ada", "Park", **{MAIL: "a@x.example"}) + g_new("Ada", "P.", **{MAIL: "A@X.example"}), 2, "Ada Park"),
    google("an-office-address", G_NEW + g_new("Ada", "Park", **{MAIL: "info@x.example"}) + g_new("Bo", "Lind", **{MAIL: "info@x.example"}), 2,
           "Ada Park, Bo Lind"),
    case("google-in-western-european", G_NEW + g_new("Zoë", "Müller"), "google", 1, "Zoë Müller", encoding="cp1252"),
    case("google-with-a-mark", "\ufeff" + G_NEW + g_new("Ada", "Park"), "google", 1, "Ada Park"),
]  # fmt: skip

O_EN = (
    "Title,First Name,Middle Name,Last Name,Suffix,Company,Department,Job Title,Business Street,Business City,Home City,"
    "Business Phone,Home Phone,Mobile Phone,Categories,E-mail Address,E-mail Type,E-mail Display Name,E-mail 2 Address,"
    "Manager's Name,Spouse,Web Page"
)
O_EN_ROW = "Mr.,Ada,,Park,,Northwind,Data,Head,,Lisbon,,+1 555,,+1 556,Friends;Work,ada@example.org,SMTP,Ada,,,Bo Lind,"
O_DE = "Anrede,Vorname,Weitere Vornamen,Nachname,Suffix,Firma,Abteilung,Position,Ort geschäftlich,Telefon geschäftlich,Mobiltelefon,E-Mail-Adresse,E-Mail-Typ,E-Mail 2: Adresse,Kategorien"
O_DE_ROW = "Frau,Zoë,,Müller,,Hafen GmbH,,Leiterin,Köln,+49 221,,zoe@hafen.example,SMTP,,"
O_FR = "Titre,Prénom,Deuxième prénom,Nom,Suffixe,Société,Service,Titre,Ville (bureau),Téléphone (bureau),Tél. mobile,Adresse de messagerie,Adresse de messagerie 2,Catégories"
O_FR_ROW = ",Chloé,,Lefèvre,,Société du Port,,Directrice,Brest,+33 2,,chloe@port.example,,"
O_ES = "Nombre,Segundo nombre,Apellidos,Organización,Puesto,Ciudad de trabajo,Teléfono del trabajo,Dirección de correo electrónico,Dirección de correo electrónico 2,Categorías"
O_ES_ROW = "Iñaki,,Muñoz,Puerto SA,Director,Bilbao,+34 9,inaki@puerto.example,,"


def outlook(
    name: str,
    text: str,
    rows: int,
    people: str,
    skipped: tuple[int, ...] = (),
    encoding: str = "utf-8",
    **facts: object,
) -> Case:
    return case(f"outlook-{name}", text, "outlook", rows, people, skipped, encoding, **facts)  # type: ignore[arg-type]


OUTLOOK = [
    outlook("english", f"{O_EN}\n{O_EN_ROW}\n", 1, "Ada Park",
            Ada={"company": "Northwind", "role": "Head", "emails": ("ada@example.org",), "location": "Lisbon", "labels": ("Friends", "Work")}),
    outlook("english-quoted", '"' + O_EN.replace(",", '","') + '"\r\n"' + O_EN_ROW.replace(",", '","') + '"\r\n', 1, "Ada Park"),
    outlook("english-semicolons", f"{O_EN};\n{O_EN_ROW};\n".replace("Friends;Work", "Friends").replace(",", ";"), 1, "Ada Park"),
    outlook("german", f"{O_DE}\n{O_DE_ROW}\n", 1, "Zoë Müller", Zoë={"company": "Hafen GmbH", "role": "Leiterin", "location": "Köln"}),
    outlook("german-in-western-european", f"{O_DE}\r\n{O_DE_ROW}\r\n", 1, "Zoë Müller", encoding="cp1252"),
    outlook("german-semicolons", f"{O_DE}\n{O_DE_ROW}\n".replace(",", ";"), 1, "Zoë Müller", Zoë={"emails": ("zoe@hafen.example",)}),
    outlook("french", f"{O_FR}\n{O_FR_ROW}\n", 1, "Chloé Lefèvre", Chloé={"company": "Société du Port", "role": "Directrice", "emails": ("chloe@port.example",)}),
    outlook("french-titles", f"{O_FR}\n{O_FR_ROW.replace(',Chloé', 'Mme,Chloé')}\nM.,Luc,,Roy,,,,,,,,luc@port.example,,\n", 2, "Chloé Lefèvre, Luc Roy",
            Chloé={"role": "Directrice"}, Luc={"role": ""}),
    outlook("french-with-a-numbered-column", f"{O_FR}\n{O_FR_ROW}\n".replace("Service,Titre", "Service,Titre1").replace(",Chloé", "Mme,Chloé", 1), 1,
            "Chloé Lefèvre", Chloé={"role": "Directrice"}),
    outlook("french-semicolons-in-western-european", f"{O_FR}\n{O_FR_ROW}\n".replace(",", ";"), 1, "Chloé Lefèvre", encoding="cp1252"),
    outlook("spanish", f"{O_ES}\n{O_ES_ROW}\n", 1, "Iñaki Muñoz", Iñaki={"company": "Puerto SA", "role": "Director", "location": "Bilbao"}),
    outlook("spanish-semicolons-in-western-european", f"{O_ES}\n{O_ES_ROW}\n".replace(",", ";"), 1, "Iñaki Muñoz", encoding="cp1252"),
    outlook("in-utf-16", f"{O_EN}\n{O_EN_ROW}\n", 1, "Ada Park", encoding="utf-16"),
    outlook("a-company", f"{O_EN}\n,,,,,Acme,,,,,,,,,,,,,,,,\n{O_EN_ROW}\n", 2, "Ada Park", (2,)),
    outlook("a-spouse", f"{O_EN}\n{O_EN_ROW}\n,Bo,,Lind,,,,,,,,,,,,bo@x.example,,,,,,\n", 2, "Ada Park, Bo Lind", Ada={"related": (("Bo Lind", "spouse"),)}),
    outlook("a-few-columns", "First Name,Last Name,Company,Business Phone,E-mail Address\nAda,Park,Northwind,12345,ada@example.org\n", 1, "Ada Park"),
]  # fmt: skip


def card(*lines: str, version: str = "3.0", end: str = "END:VCARD\n") -> str:
    return "\n".join(["BEGIN:VCARD", f"VERSION:{version}", *lines, ""]) + end


ADA = card("N:Park;Ada;;;", "FN:Ada Park", "EMAIL;type=INTERNET;type=WORK:ada@example.org")
BO = card("N:Lind;Bo;;;", "FN:Bo Lind", "EMAIL:bo@lind.example")


def vcard(
    name: str,
    text: str,
    rows: int,
    people: str,
    skipped: tuple[int, ...] = (),
    encoding: str = "utf-8",
    **facts: object,
) -> Case:
    return case(f"vcard-{name}", text, "vcard", rows, people, skipped, encoding, **facts)  # type: ignore[arg-type]


VCARDS = [
    vcard("3", ADA + BO, 2, "Ada Park, Bo Lind", Ada={"emails": ("ada@example.org",)}),
    vcard("4", card("FN:Ada Park", "N:Park;Ada;;;", "EMAIL;PREF=1:ada@example.org", "TEL;VALUE=uri;TYPE=cell:tel:+1-555-0100",
                    "KIND:individual", "ORG:Northwind;Data", "TITLE:Head", "UID:urn:uuid:1", version="4.0"), 1, "Ada Park",
          Ada={"company": "Northwind", "role": "Head", "phones": ("+1-555-0100",)}),
    vcard("2.1-of-android", card("N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=4D=C3=BC=6C=6C=65=72;=5A=6F=C3=AB;;;",
                                 "FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=5A=6F=C3=AB=20=4D=C3=BC=6C=6C=65=72", "TEL;CELL;PREF:+49 170",
                                 version="2.1"), 1, "Zoë Müller", Zoë={"phones": ("+49 170",)}),
    vcard("2.1-soft-line-breaks", card("FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=5A=6F=C3=AB=20=4D=C3=BC=", "=6C=6C=65=72", "EMAIL:zoe@x.example",
                                       version="2.1") + BO, 2, "Zoë Müller, Bo Lind"),
    vcard("2.1-latin-1", card("N;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:M=FCller;Zo=EB;;;", version="2.1"), 1, "Zoë Müller"),
    vcard("2.1-raw-western-european", card("N:Müller;Zoë;;;", "FN:Zoë Müller", version="2.1"), 1, "Zoë Müller", encoding="cp1252"),
    vcard("2.1-street-over-lines", card("N:Muster;Max;;;", "ADR;WORK;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:;;=65=66=", "=31=37=30=31=;Berlin;;;",
                                        version="2.1") + BO, 2, "Max Muster, Bo Lind"),
    vcard("2.1-label-of-lenovo", card("FN:Max Muster", "LABEL;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:0D=", "=0A", version="2.1") + BO, 2, "Max Muster, Bo Lind"),
    vcard("2.1-photograph", card("N:Park;Ada;;;", "FN:Ada Park", "PHOTO;ENCODING=BASE64;JPEG:/9j/4AAQSkZJRgABAQ", " AAAQABAAD/2wBDAAMCAgICAgMC", "", version="2.1") + BO, 2,
          "Ada Park, Bo Lind"),
    vcard("broken-photograph", card("FN:Ada Park", "PHOTO;ENCODING=b;TYPE=png:data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAA") + BO, 2, "Ada Park, Bo Lind"),
    vcard("photograph-without-indent", card("FN:Ada Park", "PHOTO;ENCODING=BASE64:/9j/4AAQSkZ", "JRgABAQAAAQABAAD", "/2wBDAAMC==", "EMAIL:ada@example.org", version="2.1") + BO, 2,
          "Ada Park, Bo Lind", Ada={"emails": ("ada@example.org",)}),
    vcard("folded", card("FN:Ada", "  Park", "NOTE:A long\\nnote that is", " folded", "EMAIL:ada@exam", " ple.org"), 1, "Ada Park", Ada={"emails": ("ada@example.org",)}),
    vcard("windows-line-ends", (ADA + BO).replace("\n", "\r\n"), 2, "Ada Park, Bo Lind"),
    vcard("with-a-mark", "\ufeff" + ADA, 1, "Ada Park"),
    vcard("marks-between-cards", "\ufeff" + ADA + "\ufeff" + BO, 2, "Ada Park, Bo Lind"),
    vcard("in-utf-16", ADA + BO, 2, "Ada Park, Bo Lind", encoding="utf-16"),
    vcard("small-letters", (ADA + BO).replace("BEGIN:VCARD", "begin:vcard").replace("END:VCARD", "end:vcard"), 2, "Ada Park, Bo Lind"),
    vcard("missing-end", card("FN:Ada Park", end="") + BO, 2, "Ada Park, Bo Lind"),
    vcard("missing-end-at-the-end", ADA + card("FN:Bo Lind", end=""), 2, "Ada Park, Bo Lind"),
    vcard("blank-lines", "\n\n" + ADA + "\n\n" + BO + "\n", 2, "Ada Park, Bo Lind"),
    vcard("no-version", "BEGIN:VCARD\nFN:Ada Park\nEND:VCARD\n", 1, "Ada Park"),
    vcard("no-name-at-all", card("TEL:123") + ADA, 2, "Ada Park", (1,)),
    vcard("only-structured-name", card("N:Park;Ada;Maria;Dr.;"), 1, "Ada Maria Park", Ada={"aliases": ("Ada Park",)}),
    vcard("only-an-address", card("EMAIL:who@x.example") + ADA, 2, "Ada Park", (1,)),
    vcard("an-address-as-name", card("FN:ada@example.org", "N:Park;Ada;;;"), 1, "Ada Park"),
    vcard("a-company-of-apple", card("FN:Acme", "N:;;;;", "ORG:Acme;", "X-ABShowAs:COMPANY") + ADA, 2, "Ada Park", (1,)),
    vcard("a-company-of-android", card("FN:Acme", "ORG:Acme") + ADA, 2, "Ada Park", (1,)),
    vcard("a-group", card("FN:Friends", "KIND:group", "MEMBER:urn:uuid:1", version="4.0") + ADA, 2, "Ada Park", (1,)),
    vcard("apple-labels", card("N:Park;Ada;;;", "FN:Ada Park", "item1.EMAIL;type=INTERNET;type=pref:ada@example.org", "item1.X-ABLabel:_$!<Work>!$_",
                               "item2.URL;type=pref:https\\://www.linkedin.com/in/ada-park", "item2.X-ABLabel:LinkedIn"), 1, "Ada Park",
          Ada={"linkedin": "https://www.linkedin.com/in/ada-park"}),
    vcard("apple-social-profile", card("FN:Ada Park", "X-SOCIALPROFILE;type=linkedin:http://www.linkedin.com/in/ada-park"), 1, "Ada Park",
          Ada={"linkedin": "https://www.linkedin.com/in/ada-park"}),
    vcard("apple-relations", card("FN:Ada Park", "item1.X-ABRELATEDNAMES;type=pref:Bo Lind", "item1.X-ABLabel:_$!<Spouse>!$_") + BO, 2, "Ada Park, Bo Lind",
          Ada={"related": (("Bo Lind", "spouse"),)}),
    vcard("related-by-name", card("FN:Ada Park", "RELATED;TYPE=friend;VALUE=text:Bo Lind", version="4.0") + BO, 2, "Ada Park, Bo Lind",
          Ada={"related": (("Bo Lind", "friend"),)}),
    vcard("related-by-uid", card("FN:Ada Park", "RELATED;TYPE=sibling:urn:uuid:B0", version="4.0") + card("FN:Bo Lind", "UID:urn:uuid:b0", version="4.0"), 2,
          "Ada Park, Bo Lind", Ada={"related": (("Bo Lind", "sibling"),)}),
    vcard("android-relations", card("N:Park;Ada;;;", "X-ANDROID-CUSTOM:vnd.android.cursor.item/relation;Bo Lind;14;;;;;;;;;;;;;", version="2.1") + BO, 2,
          "Ada Park, Bo Lind", Ada={"related": (("Bo Lind", "spouse"),)}),
    vcard("evolution-relations", card("FN:Ada Park", "X-EVOLUTION-MANAGER:Bo Lind") + BO, 2, "Ada Park, Bo Lind", Ada={"related": (("Bo Lind", "manager"),)}),
    vcard("a-relation-to-nobody", card("FN:Ada Park", "RELATED;TYPE=friend;VALUE=text:Zed Zu", version="4.0"), 1, "Ada Park", Ada={"related": ()}),
    vcard("escaped-commas", card("FN:Ada Park", "ORG:Acme\\, Inc.;Data"), 1, "Ada Park", Ada={"company": "Acme, Inc."}),
    vcard("the-same-twice", ADA + ADA, 2, "Ada Park"),
    vcard("the-same-uid-with-a-new-name", card("FN:Ada Park", "UID:7") + card("FN:Ada Park-Lee", "UID:7"), 2, "Ada Park"),
    vcard("nobody", "BEGIN:VCARD\nEND:VCARD\n", 1, "", (1,)),
    vcard("garbage-between", ADA + "some text\nmore: text\n" + BO, 2, "Ada Park, Bo Lind"),
    vcard("garbage-within", card("FN:Ada Park", "this is no property", "EMAIL:ada@example.org") + BO, 2, "Ada Park, Bo Lind", Ada={"emails": ("ada@example.org",)}),
]  # fmt: skip

CASES = [*GOOGLE, *OUTLOOK, *VCARDS]
