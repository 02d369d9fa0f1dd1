"""A face: frame, sign-in, menu, the live line, design system."""
