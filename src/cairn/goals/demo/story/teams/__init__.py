"""The stories of the 14 teams; a team comes after the one above it."""

from cairn.goals.demo.story.teams import (
    clothing,
    customer_care,
    digital_platform,
    materials_lab,
    online_shop,
    operations,
    packs_and_tents,
    people_and_finance,
    porto_workshop,
    products,
    repair_and_rental,
    retail_partners,
    sales_and_brand,
    supply_chain,
)

TEAM_STORIES = (
    products.STORY,
    packs_and_tents.STORY,
    clothing.STORY,
    materials_lab.STORY,
    operations.STORY,
    porto_workshop.STORY,
    supply_chain.STORY,
    repair_and_rental.STORY,
    sales_and_brand.STORY,
    online_shop.STORY,
    retail_partners.STORY,
    customer_care.STORY,
    digital_platform.STORY,
    people_and_finance.STORY,
)
