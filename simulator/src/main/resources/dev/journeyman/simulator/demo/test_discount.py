import unittest

from pricing.discount import discounted


class DiscountTest(unittest.TestCase):
    def test_takes_a_share_of_a_round_price(self):
        self.assertEqual(discounted(10000, 25), 7500)

    def test_without_discount_the_price_stays(self):
        self.assertEqual(discounted(1999, 0), 1999)

    def test_odd_cents_are_discounted_too(self):
        self.assertEqual(discounted(1999, 15), 1699)


if __name__ == "__main__":
    unittest.main()
