"""The parts that pages are made of; they know no project and no model, only what they are given to show."""
