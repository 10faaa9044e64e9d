"""*Báo cáo nhanh*: ten lines for a chat group, as text and as a picture. Vietnamese, and no person in it."""
