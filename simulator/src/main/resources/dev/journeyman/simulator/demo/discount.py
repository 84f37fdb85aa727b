"""Discounts. A price is a whole number of cents."""


def discounted(price, percent):
    """Return the price after a discount of percent, to the nearest cent."""
    return price - price // 100 * percent
