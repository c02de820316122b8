"""Brick, roofs and wall finishes."""
TABLE = """
brick [-paving]: house wall, brick facade, masonry bricks, brick masonry, alley wall, brickwork wall, loft brick wall, industrial brick wall, wall made of bricks, exposed brick, chimney bricks, warehouse wall, factory wall, town house facade, building bricks
brick [-paving; own; #red]: red brick wall, red brickwork, clay brick wall, victorian brick wall, london brick, fired clay bricks
brick [-paving; own; #white]: white brick wall, whitewashed bricks, white brickwork
brick [-paving; own; #yellow/tan]: london stock bricks, yellow brick wall, buff bricks
brick [-paving; own; #black/dark]: dark brick wall, black brickwork, engineering bricks, klinker bricks
brick [-paving; glazed]: glazed bricks, glazed brick wall
brick [-paving; old]: old brick wall, ancient brickwork, historic brick wall
brick [-paving; weathered]: weathered brickwork, aged brick facade
brick [-paving; in running bond]: stretcher bond bricks
brick [brick paving]: brick pavers, brick patio, clay pavers, brick walkway, brick path, brick driveway, brick road, block paving, garden path bricks, brick sidewalk, brick courtyard
brick [in a herringbone]: herringbone brick, herringbone brick paving, herringbone pavers
roof [roof tiles; -barrel; -slate; -scalloped]: clay tiles, plain roof tiles, house roof, terracotta roofing, flat roof tiles, tiled rooftop, plain tile roof, cottage roof tiles
roof [slate roof]: roof slates, slate roofing, slate rooftop, natural slate roof, dark roof shingles, house roof slates, overlapping slates, slate tiles on a roof, church roof
roof [fish scale tiles]: scalloped shingles, fish scale roof, rounded shingles, scalloped tiles, beaver tail shingles, scale pattern tiles, victorian scalloped shingles
roof [wooden shingles]: cedar shakes, wooden roof shingles, shingle siding, wood shake shingles, shingled roof, timber shingles, cabin roof, log cabin roof, cottage shingles, wooden roof
roof [barrel roof tiles]: terracotta roof, pantiles, mission tiles, mediterranean roof tiles, tuscan roof, curved clay tiles, spanish tile roof, italian roof, villa roof, half round roof tiles, pantile roof
plaster: rendered wall, interior plaster, lime plaster, mediterranean wall, adobe wall, stuccoed facade, gypsum wall, cottage plaster, lime render, house facade, old world plaster, exterior render, wall render, plasterwork
plaster [plastered wall]: troweled plaster, skim coat, venetian plaster, trowelled wall
plaster [roughcast]: roughcast render, pebbledash, spatter stucco, textured stucco, rough rendered wall, stucco exterior, spanish stucco, house stucco, sprayed render
plaster [knockdown]: knockdown texture, knockdown stucco, drywall texture, textured ceiling
plaster [swirled]: swirl plaster, swirl ceiling, artex, swirled stucco
plaster [combed]: combed render, comb textured wall, scratched plaster, ribbed plaster
plaster [own; #terracotta/ochre/tan/beige/brown/orange]: mud plaster, adobe, clay plaster, desert house wall, pueblo wall, earthen wall
painted_wall: interior wall, room wall, painted drywall, emulsion paint, house wall paint, apartment wall, painted interior, plain wall, gallery wall, bedroom wall, office wall, painted plaster
painted_wall [with brush strokes]: brush painted wall, brushed paint, paint strokes on a wall
painted_wall [roller texture]: rolled wall paint, orange peel wall
painted_wall [old]: old painted wall, shabby room wall, hospital wall, aged paint on a wall
wallpaper: printed wallpaper, wall covering, vintage wallpaper, papered wall, living room wallpaper, repeat pattern wallpaper, decorative wall paper, retro wallpaper, ornate wall paper, hotel wallpaper
wallpaper [damask]: victorian wallpaper, baroque wallpaper, haunted mansion wallpaper, damask wall covering, ornate damask
wallpaper [striped]: stripe wallpaper, pinstripe wall paper, regency stripe wallpaper
wallpaper [polka]: dotted wallpaper, polka dot wall paper, nursery wallpaper
wallpaper [scallop]: art deco wallpaper, fan pattern wallpaper
wallpaper [trellis]: lattice wallpaper, trellis wall paper
wallpaper [zigzag]: chevron wallpaper, zig zag wallpaper
wallpaper [floral]: flower wallpaper, floral wall paper, flower pattern wallpaper, cottage wallpaper
wallpaper [diamond]: harlequin wallpaper, argyle wallpaper, geometric wallpaper
thatch: straw thatch, reed roof, reed thatch, cottage thatch, hut roof, thatched cottage roof, straw hut roof, viking roof, village roof, dried grass roof, palm thatch, tiki hut roof, african hut roof, fantasy cottage roof
straw: hay, hay bale, straw bale, dry grass stalks, barn floor straw, bedding straw, hay bed, stable floor, dried stalks, scattered hay, animal bedding, haystack, chopped straw, dried hay, farm hay
straw [#grey]: dead dry grass
"""
