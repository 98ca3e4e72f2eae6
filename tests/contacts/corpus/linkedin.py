"""LinkedIn's archives of all years, with the headers and quirks that parsers of real ones describe."""

from __future__ import annotations

from contacts.corpus.case import Case, archive, case

IN = "https://www.linkedin.com/in/"
NOTES = (
    'Notes:\n"When exporting your connection data, you may notice that some of the email addresses are missing. You will'
    ' only see email addresses for connections who have allowed it."\n\n'
)
NEW = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
OLD = "First Name,Last Name,Email Address,Company,Position,Connected On\n"
ADA = f"Ada,Park,{IN}ada-park,,Northwind Analytics,Head of Data,05 Mar 2024\n"
BO = f"Bo,Lind,{IN}bo-lind,bo@lind.example,Acme GmbH,Writer,1 Jan 2019\n"


def connections(name: str, text: str, rows: int, people: str, skipped: tuple[int, ...] = (), **facts: object) -> Case:
    return case(f"connections-{name}", text, "linkedin-connections", rows, people, skipped, **facts)  # type: ignore[arg-type]


CONNECTIONS = [
    connections("new", NOTES + NEW + ADA + BO, 2, "Ada Park, Bo Lind",
                Ada={"company": "Northwind Analytics", "role": "Head of Data", "connected_on": "2024-03-05"},
                Bo={"emails": ("bo@lind.example",), "linkedin": "https://www.linkedin.com/in/bo-lind"}),
    connections("no-preamble", NEW + ADA + BO, 2, "Ada Park, Bo Lind"),
    connections("without-url", OLD + "Ada,Park,,Northwind,Analyst,05 Mar 2024\nBo,Lind,,,,\n", 2, "Ada Park, Bo Lind",
                Bo={"connected_on": None, "company": ""}),
    connections("preamble-of-one-line", "Notes about your export\n" + NEW + ADA, 1, "Ada Park"),
    connections("preamble-of-many-lines", 'Notes:\n"One sentence,\nwith a comma, over lines."\n\n\n' + NEW + ADA, 1, "Ada Park"),
    connections("preamble-with-an-open-quotation-mark", 'Notes:\n"This is never closed.\n\n' + NEW + ADA, 1, "Ada Park"),
    connections("every-field-quoted", '"First Name","Last Name","URL","Email Address","Company","Position","Connected On"\n'
                f'"Ada","Park","{IN}ada-park","","Acme, Inc.","Head, Data","05 Mar 2024"\n', 1, "Ada Park",
                Ada={"company": "Acme, Inc.", "role": "Head, Data"}),
    connections("windows-line-ends", (NOTES + NEW + ADA + BO).replace("\n", "\r\n"), 2, "Ada Park, Bo Lind"),
    connections("old-mac-line-ends", (NOTES + NEW + ADA).replace("\n", "\r"), 1, "Ada Park"),
    connections("no-line-end-at-the-end", NEW + ADA.strip(), 1, "Ada Park"),
    connections("blank-lines-between", NEW + "\n" + ADA + "\n\n" + BO + "\n\n", 2, "Ada Park, Bo Lind"),
    connections("hidden-profiles", NEW + ADA + ",,,,,,07 Jun 2026\n,,,,,,08 Jun 2026\n", 3, "Ada Park", (3, 4)),
    connections("all-commas", NEW + ",,,,,,\n" + ADA + ",,,,,,\n", 3, "Ada Park", (2, 4)),
    connections("columns-in-another-order", "Connected On,Position,Company,Last Name,First Name,URL\n"
                f"05 Mar 2024,Head,Acme,Park,Ada,{IN}ada-park\n", 1, "Ada Park", Ada={"role": "Head"}),
    connections("a-column-more", "First Name,Last Name,URL,Email Address,Company,Position,Connected On,Ignored\n"
                f"Ada,Park,{IN}ada-park,,Acme,Head,05 Mar 2024,x\n", 1, "Ada Park"),
    connections("capital-headings", NEW.upper() + ADA, 1, "Ada Park"),
    connections("semicolons-of-a-spreadsheet", (NEW + ADA).replace(",", ";"), 1, "Ada Park"),
    connections("separator-line-of-a-spreadsheet", "sep=;\n" + (NEW + ADA).replace(",", ";"), 1, "Ada Park"),
    connections("tabs", (NEW + ADA).replace(",", "\t"), 1, "Ada Park"),
    connections("days-of-a-spreadsheet-in-german", NEW + f"Ada,Park,{IN}ada-park,,Acme,,05.03.2024\nBo,Lind,{IN}bo-lind,,,,1. Mrz 19\n"
                f"Cy,Dunn,{IN}cy-dunn,,,,12. Oktober 2021\n", 3, "Ada Park, Bo Lind, Cy Dunn", Ada={"connected_on": "2024-03-05"},
                Bo={"connected_on": "2019-03-01"}, Cy={"connected_on": "2021-10-12"}),
    connections("short-rows", NEW + "Ada,Park\nBo,Lind," + IN + "bo-lind\n", 2, "Ada Park, Bo Lind"),
    connections("a-comma-nobody-quoted", NEW + f"Ada,Park,{IN}ada-park,,Acme, Inc.,Head,05 Mar 2024\n" + BO, 2, "Bo Lind", (2,)),
    connections("trailing-commas", NEW + ADA.strip() + ",,,\n", 1, "Ada Park"),
    connections("an-open-quotation-mark", NEW + ADA + 'Cy,"Dunn,' + IN + "cy-dunn,,,,\n" + BO, 3, "Ada Park, Bo Lind", (3,)),
    connections("an-open-quotation-mark-at-the-end", NEW + ADA + BO + 'Cy,"Dunn\n', 3, "Ada Park, Bo Lind", (4,)),
    connections("an-open-quotation-mark-before-a-quoted-cell", NEW + f'Cy,"Dunn,{IN}cy-dunn,,,,\n' + BO
                + f'Ada,Park,{IN}ada-park,,"Acme, Inc.",Head,05 Mar 2024\n', 3, "Ada Park, Bo Lind", (2,)),
    connections("quotation-marks-in-a-name", NEW + f'Rohan,"Mehta ""RM""",{IN}rohan,,,,02 Sep 2026\n', 1, 'Rohan Mehta "RM"'),
    connections("a-line-break-in-a-role", NEW + f'Ada,Park,{IN}ada-park,,Acme,"Head\nof Data",05 Mar 2024\n' + BO, 2,
                "Ada Park, Bo Lind"),
    connections("degrees", NEW + f'Ada,"Park, PhD",{IN}ada-park,,,,\nBo,"Lind, MBA, CFA",{IN}bo-lind,,,,\n', 2, "Ada Park, Bo Lind"),
    connections("emoji-and-pronouns", NEW + f"🚀 Ada,Park ✨,{IN}ada-park,,,,\nBo (he/him),Lind,{IN}bo-lind,,,,\n", 2,
                "Ada Park, Bo Lind"),
    connections("only-an-emoji", NEW + f"🚀,,{IN}rocket,,,,05 Mar 2024\n" + ADA, 2, "Ada Park", (2,)),
    connections("no-last-name", NEW + f"Plato,,{IN}plato,,,,\n", 1, "Plato"),
    connections("titles", NEW + f"Dr. Ada,Park,{IN}ada-park,,,,\nProf. Dr. Bo,Lind,{IN}bo-lind,,,,\n", 2, "Ada Park, Bo Lind"),
    connections("scripts", NEW + f"王,小明,{IN}wang,,,,\nराम,शर्मा,{IN}ram,,,,\nأحمد,علي,{IN}ahmad,,,,\nИван,Петров,{IN}ivan,,,,\n", 4,
                "王 小明, राम शर्मा, أحمد علي, Иван Петров"),
    connections("dates-of-a-spreadsheet", NEW + f"Ada,Park,{IN}a,,,,05-Mar-24\nBo,Lind,{IN}b,,,,2024-03-05\nCy,Dunn,{IN}c,,,,3/5/24\n", 3,
                "Ada Park, Bo Lind, Cy Dunn", Ada={"connected_on": "2024-03-05"}, Bo={"connected_on": "2024-03-05"},
                Cy={"connected_on": "2024-03-05"}),
    connections("a-date-that-is-none", NEW + f"Ada,Park,{IN}ada-park,,,,31 Feb 2024\n", 1, "Ada Park", Ada={"connected_on": None}),
    connections("a-date-ahead", NEW + f"Ada,Park,{IN}ada-park,,,,31 Dec 2099\n", 1, "Ada Park", Ada={"connected_on": None}),
    connections("the-same-profile-twice", NEW + ADA + f"Ada,Park-Lee,{IN}Ada-Park/?trk=x,,,,\n", 2, "Ada Park"),
    connections("namesakes", NEW + f"Dana,Dup,{IN}dana-1,,Dup Inc,Engineer,05 May 2022\nDana,Dup,{IN}dana-2,,Other,Designer,06 May 2022\n",
                2, "Dana Dup, Dana Dup"),
    connections("namesakes-without-profiles", OLD + "Dana,Dup,,Dup Inc,Engineer,05 May 2022\nDana,Dup,,Other,Designer,05 May 2022\n",
                2, "Dana Dup, Dana Dup"),
    connections("the-same-row-twice", OLD + "Dana,Dup,,Dup Inc,Engineer,05 May 2022\n" * 2, 2, "Dana Dup"),
    connections("a-profile-that-is-none", NEW + "Ada,Park,https://example.org/ada,,Acme,,05 Mar 2024\n", 1, "Ada Park", Ada={"linkedin": ""}),
    connections("profiles-as-written", NEW + "Ada,Park,www.linkedin.com/in/Ada-Park/,,,,\nBo,Lind,https://de.linkedin.com/in/bo-lind/de,,,,\n",
                2, "Ada Park, Bo Lind", Ada={"linkedin": "https://www.linkedin.com/in/ada-park"},
                Bo={"linkedin": "https://www.linkedin.com/in/bo-lind"}),
    connections("nobody-yet", NOTES + NEW, 0, ""),
    connections("nowhere", NEW + f"Ada,Park,{IN}ada-park,,Self-employed,Consultant,05 Mar 2024\n", 1, "Ada Park",
                Ada={"at": "", "role": "Consultant"}),
    case("connections-with-a-mark", "\ufeff" + NEW + ADA, "linkedin-connections", 1, "Ada Park"),
    case("connections-in-utf-16", NEW + ADA, "linkedin-connections", 1, "Ada Park", encoding="utf-16"),
    case("connections-in-utf-16-without-mark", NEW + ADA, "linkedin-connections", 1, "Ada Park", encoding="utf-16-le"),
    case("connections-in-western-european", NEW + f"Zoë,Müller,{IN}zoe,,Société Générale,Façade,05 Mar 2024\n",
         "linkedin-connections", 1, "Zoë Müller", encoding="cp1252", Zoë={"company": "Société Générale"}),
    case("connections-in-cyrillic", NEW + "".join(f"Иван,Петров{i},{IN}ivan-{i},,Ромашка,Инженер,05 Mar 2024\n" for i in "абвгд"),
         "linkedin-connections", 5, ", ".join(f"Иван Петров{i}" for i in "абвгд"), encoding="cp1251"),
]  # fmt: skip

ME, ADA_IN, BO_IN, CY_IN = f"{IN}me-example", f"{IN}ada-park", f"{IN}bo-lind", f"{IN}cy-dunn"
HEAD = (
    "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER,"
    "ATTACHMENTS,IS MESSAGE DRAFT,IS CONVERSATION DRAFT\n"
)
HEAD_2022 = "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,DATE,SUBJECT,CONTENT,FOLDER\n"
HEAD_2023 = HEAD.partition(",ATTACHMENTS")[0] + "\n"


def wrote(
    thread: str, day: str, sender: str, url: str, to: str, urls: str, folder: str = "INBOX", draft: str = "No"
) -> str:
    return f'{thread},,"{sender}",{url},"{to}","{urls}",{day} 10:00:00 UTC,,"Hello,\nyou.",{folder},,{draft},No\n'


TO_ADA = wrote("c1", "2026-03-05", "Me Example", ME, "Ada Park", ADA_IN)
FROM_ADA = wrote("c1", "2026-03-06", "Ada Park", ADA_IN, "Me Example", ME)
TO_BO = wrote("c2", "2026-04-01", "Me Example", ME, "Bo Lind, MBA", BO_IN)


def messages(name: str, text: str, rows: int, people: str, skipped: tuple[int, ...] = (), **facts: object) -> Case:
    return case(f"messages-{name}", text, "linkedin-messages", rows, people, skipped, **facts)  # type: ignore[arg-type]


MESSAGES = [
    messages("both-ways", HEAD + TO_ADA + FROM_ADA, 2, "Ada Park", Ada={"days": 2, "last": "2026-03-06"}),
    messages("one-way", HEAD + TO_BO, 1, "Bo Lind", Bo={"days": None, "unanswered": "2026-04-01"}),
    messages("they-wrote-alone", HEAD + FROM_ADA, 1, "Ada Park", Ada={"days": None, "unanswered": None}),
    messages("a-day-counts-once", HEAD + TO_ADA + TO_ADA + FROM_ADA.replace("03-06", "03-05"), 3, "Ada Park", Ada={"days": 1}),
    messages("every-field-quoted", '"' + HEAD.strip().replace(",", '","') + '"\n'
             + f'"c1","","Me Example","{ME}","Ada Park","{ADA_IN}","2026-03-05 10:00:00 UTC","","Hi","INBOX","","No","No"\n', 1, "Ada Park"),
    messages("of-2023", HEAD_2023 + f"c1,,Me Example,{ME},Ada Park,{ADA_IN},2026-03-05 10:00:00 UTC,,Hi,INBOX\n", 1, "Ada Park"),
    messages("of-2022-without-recipients", HEAD_2022 + f"c1,,Me Example,{ME},Ada Park,2022-03-05 10:00:00 UTC,,Hi,INBOX\n"
             f"c1,,Ada Park,{ADA_IN},Me Example,2022-03-06 10:00:00 UTC,,Hi,INBOX\n", 2, "Ada Park", Ada={"days": 2}),
    messages("of-few-columns", "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,DATE,CONTENT\n"
             f"c1,,Ada Park,{ADA_IN},Me Example,2026-01-01 10:00:00 UTC,Hi.\n", 1, "Ada Park"),
    messages("drafts", HEAD + TO_ADA + wrote("c1", "2026-03-07", "Me Example", ME, "Ada Park", ADA_IN, draft="Yes"), 2, "Ada Park", (4,)),
    messages("spam", HEAD + TO_ADA + wrote("c9", "2026-03-07", "Eve Spam", f"{IN}eve", "Me Example", ME, folder="SPAM"), 2, "Ada Park", (4,)),
    messages("sponsored", HEAD + TO_ADA + wrote("c9", "2026-03-07", "Great Offers", "", "Me Example", ME), 2, "Ada Park", (4,)),
    messages("deleted-accounts", HEAD + TO_ADA + wrote("c9", "2026-03-07", "LinkedIn Member", "", "Me Example", ME), 2, "Ada Park", (4,)),
    messages("no-date", HEAD + TO_ADA + f"c1,,Ada Park,{ADA_IN},Me Example,{ME},soon,,Hi,INBOX,,No,No\n", 2, "Ada Park", (4,)),
    messages("old-dates", HEAD_2022 + f'c1,,Ada Park,{ADA_IN},Me Example,"1/29/18, 2:37 PM",,Hi,INBOX\n'
             f'c1,,Me Example,{ME},Ada Park,"2018-01-30, 2:37 PM",,Hi,INBOX\n', 2, "Ada Park", Ada={"days": 2, "last": "2018-01-30"}),
    messages("a-group", HEAD + TO_ADA + wrote("g", "2026-05-01", "Me Example", ME, "Ada Park, Bo Lind, MBA", f"{ADA_IN},{BO_IN}")
             + wrote("g", "2026-05-02", "Bo Lind", BO_IN, "Ada Park, Me Example", f"{ADA_IN},{ME}"), 3, "Ada Park, Bo Lind",
             Bo={"days": None}),
    messages("a-crowd", HEAD + TO_ADA + wrote("g", "2026-05-01", "Me Example", ME, "x", ",".join(f"{IN}p{i}" for i in range(13))), 2,
             "Ada Park", (4,)),
    messages("names-with-commas", HEAD + TO_BO + wrote("c2", "2026-04-02", "Bo Lind, MBA", BO_IN, "Me Example", ME), 2, "Bo Lind",
             Bo={"days": 2}),
    messages("to-nobody", HEAD + TO_ADA + f"c3,,Me Example,{ME},,,2026-03-05 10:00:00 UTC,,Hi,INBOX,,No,No\n", 2, "Ada Park", (4,)),
    messages("without-a-thread", HEAD + TO_ADA.replace("c1", "", 1) + FROM_ADA.replace("c1", "", 1), 2, "Ada Park", Ada={"days": 2}),
    messages("quotation-marks-in-the-text", HEAD + f'c1,,Me Example,{ME},Ada Park,{ADA_IN},2026-03-05 10:00:00 UTC,,"She said ""no"", and\n\n""yes"".",INBOX,,No,No\n'
             + FROM_ADA, 2, "Ada Park", Ada={"days": 2}),
    messages("tags-in-the-text", HEAD + f'c1,,Ada Park,{ADA_IN},Me Example,{ME},2026-03-05 10:00:00 UTC,,"<p class=""x"">Hi</p>",INBOX,,No,No\n', 1, "Ada Park"),
    messages("nobody-yet", HEAD, 0, ""),
    messages("months", HEAD + "".join(
        wrote("c1", f"2025-{month:02}-{day:02}", *((("Me Example", ME, "Ada Park", ADA_IN), ("Ada Park", ADA_IN, "Me Example", ME))[day % 2]))
        for month in range(1, 7) for day in (3, 4)), 12, "Ada Park", Ada={"days": 12, "months": 6}),
]  # fmt: skip

INVITED = "From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl\n"
OTHERS = [
    case("invitations", INVITED + f'Me Example,Ada Park,"1/29/26, 2:37 PM",,OUTGOING,{ME},{ADA_IN}\n'
         f'Bo Lind,Me Example,"2/1/26, 9:00 AM","Hi, you",INCOMING,{BO_IN},{ME}\n', "linkedin-invitations", 2, "Ada Park, Bo Lind",
         Ada={"invitation": "sent", "invited": "2026-01-29"}, Bo={"invitation": "received", "invited": "2026-02-01"}),
    case("invitations-without-profiles", "From,To,Sent At,Message,Direction\n" 'Me Example,Ada Park,"12/31/22, 2:37 PM",,OUTGOING\n',
         "linkedin-invitations", 1, "Ada Park", Ada={"invited": "2022-12-31"}),
    case("invitations-of-nobody", INVITED + f'Me Example,,"1/29/26, 2:37 PM",,OUTGOING,{ME},\n', "linkedin-invitations", 1, "", (2,)),
    case("positions", "Company Name,Title,Description,Location,Started On,Finished On\nAtlas Labs,Engineer,\"Many\nlines\",Lisbon,Mar 2021,\n"
         "Northwind,Intern,,,2018,Feb 2021\n,,,,,\n", "linkedin-positions", 3, "", (5,)),
    case("education", "School Name,Start Date,End Date,Notes,Degree Name,Activities\nHarbour University,2014,2018,,BSc,\n",
         "linkedin-education", 1),
    case("profile", "First Name,Last Name,Maiden Name,Address,Birth Date,Headline,Summary,Industry,Zip Code,Geo Location\n"
         "Me,Example,,,,Engineer,,Software,,Lisbon\n", "linkedin-profile", 0),
    case("own-addresses", "Email Address,Confirmed,Primary,Updated On\nme@example.org,Yes,Yes,1/2/20\n", "linkedin-emails", 0),
    case("recommendations-name-no-contact", "First Name,Last Name,Company,Job Title,Text,Creation Date,Status\nAda,Park,Acme,Head,Great,1/2/20,VISIBLE\n",
         "linkedin-other", 0),
    case("endorsements", "Endorsement Date,Skill Name,Endorser First Name,Endorser Last Name,Endorser Public Url,Endorsement Status\n"
         "2024/02/01 15:02:55 UTC,Python,Ada,Park,www.linkedin.com/in/ada-park,ACCEPTED\n", "linkedin-other", 0),
    Case("archive", archive(Connections__csv=NOTES + NEW + ADA + BO, messages__csv=HEAD + TO_ADA + FROM_ADA, Skills__csv="Name\nPython\n",
                            Profile__csv="First Name,Last Name,Headline\nMe,Example,x\n", Articles__html="<p>x</p>"),
         "linkedin-connections", 2, ("Ada Park", "Bo Lind"), (), {"Ada": {"days": 2, "exported": "2026-10-02"}}),
    Case("archive-in-a-folder", archive(**{"Basic/Connections__csv": NEW + ADA}), "linkedin-connections", 1, ("Ada Park",)),
    Case("archive-of-nothing", archive(readme__html="<p>x</p>", Skills__csv="Name\nPython\n"), None, 0),
    Case("archive-cut-short", archive(Connections__csv=NEW + ADA)[:-30], None, 0),
    Case("archive-that-unpacks-to-much", archive(Connections__csv=NEW + ADA + "," * 2_000_000), None, 0),
]  # fmt: skip

CASES = [*CONNECTIONS, *MESSAGES, *OTHERS]
