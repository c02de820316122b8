"""Tiling and glazed ceramic."""
TABLE = """
tiles: bathroom wall tiles, kitchen tiles, porcelain tiles, tiled floor, shower tiles, swimming pool tiles, tiling, square ceramic tiling, wall tiles, floor tiles, glazed tiles, public toilet tiles, hospital tiles, tiled bathroom, square tile floor, laundry room tiles
tiles [own; #terracotta]: terracotta tiles, terracotta floor tiles, quarry tiles, saltillo tiles, clay floor tiles, mexican tiles
tiles [own; #blue/turquoise/teal]: pool tiles
tiles [diagonal]: diagonal tiles, diamond laid tiles
subway_tiles: metro station tiles, brick tiles, kitchen backsplash, backsplash tiles, brick shaped tiles, shower wall tiles, underground station wall, glazed brick tiles, oblong wall tiles, splashback, subway station wall, butcher shop tiles, metro wall tiles, bathroom subway tile, tiled kitchen wall
subway_tiles [beveled]: bevelled metro tiles, bevelled tiles, beveled subway tile
subway_tiles [in a stacked pattern]: stacked subway tiles, stack bond tiles
checker_tiles: chessboard tiles, chequered tiles, chequerboard floor, check floor, diner floor, two tone tile floor, retro diner floor, checkered floor tiles, chess board floor, chess floor, kitchen checker floor, ballroom checker floor, harlequin floor, checkerboard pattern, 1950s diner tiles, palace chequered floor
checker_tiles [#black; &white]: black and white tiles, chess board, black and white checker floor, ska checkerboard, ballroom floor
patterned_tiles: cement tiles, spanish tiles, azulejos, portuguese tiles, victorian tiles, mediterranean tiles, hydraulic tiles, talavera tiles, decorative floor tiles, moroccan tile, encaustic cement tiles, floral tiles, mexican talavera, azulejo, ornate tiles, majolica tiles, tile with ornament, arabesque tiles, moroccan floor
patterned_tiles [#white/cream; &blue/navy]: delft tiles, blue azulejos, lisbon tiles
hexagons: hexagonal tiling, hex floor, six sided tiles, bathroom hex tiles, hexagon mosaic, honeycomb floor, hexagon floor, hexagonal pavers, hexagonal floor tiles, hex pattern, hexagon grid, honeycomb pattern tiles, hexagonal pattern, hexagon wall tiles
mosaic: tesserae, roman mosaic, byzantine mosaic, small tiles, mosaic tiling, mosaic art, ancient mosaic, tile mosaic, roman villa floor, turkish bath mosaic, ornamental mosaic, bathhouse mosaic
mosaic [glass mosaic]: glass mosaic tiles, pool mosaic, swimming pool mosaic, glass tesserae
mosaic [irregular]: broken tile mosaic, trencadis, gaudi mosaic, broken ceramic mosaic, pique assiette, irregular mosaic
mosaic [-irregular]: square mosaic, mosaic sheet, tiny square tiles, pixel mosaic
penny_tiles: penny rounds, round mosaic tiles, dot tiles, button tiles, circle tiles, round bathroom tiles, penny mosaic, circle mosaic, bathroom penny tile, dotted tile floor, coin shaped tiles
herringbone_tiles: herringbone tiling, zigzag tiles, fishbone tiles, herringbone backsplash, herringbone pattern tiles, ceramic herringbone, herringbone bathroom floor, herringbone wall tile, zig zag tile pattern, tiled herringbone floor
crackle_glaze: crazed glaze, porcelain glaze, celadon, vase glaze, crazed ceramic, glazed porcelain, antique porcelain, raku pottery, cracked glaze vase, chinese porcelain, crackled pottery, glazed ceramic bowl, antique vase, raku glaze, cracked enamel, ceramic plate, old china
crackle_glaze [own; #green/turquoise/teal]: celadon glaze, celadon vase, jade glaze
"""
