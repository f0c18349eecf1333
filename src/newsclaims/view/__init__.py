"""Results to look at: the page and the chart."""
