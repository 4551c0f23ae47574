"""Parts that readers share: dates, names, brackets, countries, identifiers, safe XML, tables. No reader lives here."""
