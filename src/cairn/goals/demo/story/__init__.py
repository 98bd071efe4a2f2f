"""The invented company: who works there and what they pursue. Content only."""

from cairn.goals.demo.story import market, operations, products, support

TEAM_STORIES = (*products.STORIES, *operations.STORIES, *market.STORIES, *support.STORIES)
