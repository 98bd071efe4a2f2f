"""Who works at Tarnwell: the teams, and in each the lead first. An address follows a name that needs one."""

from __future__ import annotations

from dataclasses import dataclass

VIENNA, LISBON, VANCOUVER, TOKYO = "Europe/Vienna", "Europe/Lisbon", "America/Vancouver", "Asia/Tokyo"


@dataclass(frozen=True)
class TeamFacts:
    """A team, the one above it, where it works, and its people as "name, title" lines, the lead first."""

    name: str
    above: str
    description: str
    people: str
    time_zone: str = VIENNA


@dataclass(frozen=True)
class Person:
    name: str
    title: str
    local_part: str
    time_zone: str


LEADERSHIP = """
Marit Solheim, Managing director
Emeka Obi, Chief of staff
"""
OBSERVERS = """
Henrike Voss, Supervisory board
Jean-Luc Marchand, Supervisory board
Dr. Anneliese Rupp, Auditor
"""
PENDING = "Noor de Vries, Product designer"
DEACTIVATED = "Rolf Aigner, Buyer"

TEAMS = (
    TeamFacts("Products", "", "Decides what we make, and what we leave out.", """
Livia Castellani, Head of products
Joon-ho Park, Product manager
Sarah Feldmann, Design lead
Mateus Rocha, Industrial designer
Ingrid Bjørnstad, Range planner
"""),
    TeamFacts("Packs and Tents", "Products", "Everything with a frame or a pole.", """
Bastian Krüger, Lead packs and tents
Wanjiru Kamau, Pack designer
Tadeusz Nowak, Tent designer
Élodie Fournier, Pattern maker
Hiroshi Mori, Test engineer
Saoirse Byrne, Prototyper
Lukas Hofer, Prototyper
Danielle Whitehorse, Field tester
Petr Svoboda, Product developer
"""),
    TeamFacts("Clothing", "Products", "Shells, wool and insulation.", """
Mei-Ling Tan, Lead clothing
Ottilie Brandt, Clothing designer
Андрій Мельник, Pattern maker, andrij.melnyk
Chiara Donati, Knit developer
Freya Lindqvist, Colour and trims
Samuel Adeyemi, Fit technician
Zeynep Arslan, Clothing designer
Pablo Iturralde, Product developer
Marlene Egger, Sample sewer
"""),
    TeamFacts("Materials Lab", "Products", "Tests what we would trust on a ridge.", """
Dr. Farah Haddad, Lead materials
Jonas Wieland, Textile chemist
林 雅婷, Textile engineer, lin.yating
Nils Öberg, Test engineer
Priyanka Rao, Materials analyst
Gaspard Lemoine, Laboratory technician
"""),
    TeamFacts("Operations", "", "From order to doorstep, and back.", """
Rui Carvalho, Head of operations
Katharina Moser, Planner
Thandiwe Nkosi, Logistics manager
Stefan Ilić, Warehouse lead
Alma Gutiérrez, Process engineer
"""),
    TeamFacts("Porto Workshop", "Operations", "Where our packs and shells are cut and sewn.", """
Beatriz Antunes, Workshop manager
Joaquim Sousa, Shift lead
Fátima Lopes, Shift lead
Inês Pacheco, Quality lead
Diogo Matos, Cutter
Adriana Teles, Sewer
Vasyl Kovalenko, Sewer
Rosa Figueira, Sewer
Amadou Diallo, Sewer
Lurdes Pinto, Sewer
Mariana Reis, Mender
Hélder Brito, Mechanic
Nguyễn Thị Hoa, Sewer, nguyen.hoa
Cátia Moreira, Packer
Tiago Neves, Packer
Simão Vaz, Apprentice
""", LISBON),
    TeamFacts("Supply Chain", "Operations", "Materials, suppliers and freight.", """
Yusuf Demir, Head of supply chain
Giulia Ferri, Buyer fabrics
Krzysztof Zieliński, Buyer trims
Amara Okonkwo, Demand planner
Valentin Pichler, Demand planner
Solveig Dahl, Freight coordinator
Ravi Menon, Supplier quality
Leonor Barros, Customs specialist
"""),
    TeamFacts("Repair and Rental", "Operations", "The bench in Innsbruck and the rental shelves.", """
Tomás Ferreira, Head of repair and rental
Aiko Tanabe, Mender and guide writer
Gerlinde Maurer, Master mender
Kofi Mensah, Mender
Lena Strobl, Mender
Đorđe Pavlović, Mender
Aurélie Blanc, Intake
Patrick O’Shea, Parts keeper
Vroni Gasser, Rental lead
Ismael Ouedraogo, Rental
Theresa Kirchner, Repair days
"""),
    TeamFacts("Sales and Brand", "", "How people hear of us and why they come back.", """
Camille Durand, Head of sales and brand
Oskar Nyberg, Brand manager
佐藤 結衣, Market manager Japan, sato.yui
Rachel Levin, Copywriter
Tobias Reiter, Campaigns
Naledi Dube, Photographer
Hanna Kivelä, Newsletter
"""),
    TeamFacts("Online Shop", "Sales and Brand", "Our own shop, in four languages.", """
Mirjam Vogel, Head of online shop
Arjun Sharma, Product owner
Estelle Roux, Merchandiser
Grzegorz Wójcik, Front-end developer
Lin Zhao, Search and data
Agnieszka Pawlak, Content editor
Moritz Thaler, Conversion analyst
Nadia Benali, Photo editor
"""),
    TeamFacts("Retail Partners", "Sales and Brand", "118 shops that know our gear by heart.", """
Alistair McKay, Head of retail partners
Sophie Wagner, Partner manager Austria
Matthias Lang, Partner manager Germany
Chloé Tremblay, Partner manager Canada
Owen Redbird, Partner manager British Columbia
Francesca Rizzi, Partner manager Italy
Urs Zbinden, Partner manager Switzerland
Paulina Horváth, Order desk
"""),
    TeamFacts("Customer Care", "Sales and Brand", "Answers, warranty and good advice.", """
Dilnoza Karimova, Head of customer care
Florian Auer, Warranty
Emily Tsosie, Care Vancouver
Marcus Bell, Care Vancouver
محمد الحداد, Care Vienna, mohammed.alhaddad
Γιώργος Παππάς, Care Vienna, giorgos.pappas
山本 健太, Care Tokyo, yamamoto.kenta
Birgit Lechner, Care Vienna
Oluwaseun Bello, Help pages
"""),
    TeamFacts("Digital Platform", "", "Shop, workshop and repair on one platform.", """
Nikolai Petrov, Head of digital platform
Shreya Iyer, Engineer
Maximilian Ortner, Engineer
Caoimhe Doyle, Engineer
Rodrigo Salas, Engineer
Ewa Kaczmarek, Data engineer
Abdul Rahimi, Operations engineer
Verena Holzer, Product designer
Tomasz Lis, Security
"""),
    TeamFacts("People and Finance", "", "Looks after people and money.", """
Gudrun Hartmann, Head of people and finance
Adaeze Nwosu, People partner
Philipp Steiner, Controller
Isabel Quintero, Recruiter
Claudia Berger, Payroll
Selim Yıldız, Accountant
Johanna Frei, Learning
"""),
)  # fmt: skip

ELSEWHERE = {
    "Owen Redbird": VANCOUVER, "Chloé Tremblay": VANCOUVER, "Emily Tsosie": VANCOUVER, "Marcus Bell": VANCOUVER,
    "佐藤 結衣": TOKYO, "山本 健太": TOKYO, "Diogo Matos": LISBON, "Rui Carvalho": LISBON,
}  # fmt: skip

# Who signs in with the four addresses of demo_accounts.
SIGN_INS = {
    "owner": "Marit Solheim",
    "lead": "Tomás Ferreira",
    "member": "Aiko Tanabe",
    "observer": "Henrike Voss",
}


def persons(lines: str, time_zone: str = VIENNA) -> list[Person]:
    """The people of a block of lines: name, title and, where letters need it, the local part of the address."""
    found = []
    for line in lines.strip().splitlines():
        name, title, *local = (part.strip() for part in line.split(","))
        found.append(Person(name, title, local[0] if local else _local_part(name), ELSEWHERE.get(name, time_zone)))
    return found


_LETTERS = str.maketrans(
    {"ø": "o", "ö": "o", "ü": "u", "ä": "a", "å": "a", "é": "e", "É": "E", "è": "e", "ê": "e", "ç": "c", "í": "i",
     "ó": "o", "á": "a", "ã": "a", "Đ": "D", "đ": "d", "ć": "c", "ź": "z", "ń": "n", "ł": "l", "ı": "i", "Ö": "O",
     "ñ": "n", "’": "", "-": "", "ß": "ss"}
)  # fmt: skip


def _local_part(name: str) -> str:
    words = name.removeprefix("Dr. ").translate(_LETTERS).lower().split()
    return f"{words[0]}.{words[-1]}"
