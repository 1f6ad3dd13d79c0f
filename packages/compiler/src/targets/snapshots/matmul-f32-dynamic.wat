(module $f_dispatch_0
  (import "env" "memory" (memory 1 65536 shared))
  (func $f_dispatch_0_matmul_DxDx96 (export "d0") (param i32 i32 i32 i32 i32 i32 i32 i32)
    (local i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)
    (local v128) (local i32) (local v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128)
    (local i32 i32 i32 i32 i32) (local v128) (local i32) (local v128 v128 v128 v128 v128 v128 v128 v128 v128)
    (local i32 i32 i32) (local f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32 f32)
    local.get 7 i32.const 0 i32.add local.set 8
    block
      local.get 2 local.get 3 i32.ge_u br_if 0
      loop
        local.get 2 local.get 4 i32.rem_u local.set 9
        local.get 2 local.get 4 i32.div_u local.set 12
        local.get 12 local.get 5 i32.rem_u local.set 10
        local.get 12 local.get 5 i32.div_u local.set 11
        local.get 1 i32.load local.set 13
        local.get 1 i32.load offset=4 local.set 14
        local.get 1 i32.load offset=8 local.set 15
        local.get 1 i32.load offset=12 local.set 16
        local.get 13 local.set 17
        local.get 14 local.set 13
        local.get 15 local.set 14
        local.get 16 local.set 15
        local.get 17 i32.const 96 i32.mul local.set 16
        local.get 0 i32.load i32.const 0 i32.add local.set 17
        local.get 13 i32.const 96 i32.mul local.set 16
        local.get 0 i32.load offset=4 i32.const 0 i32.add local.set 18
        local.get 14 local.get 15 i32.mul local.set 16
        local.get 0 i32.load offset=8 i32.const 0 i32.add local.set 19
        local.get 14 local.get 15 i32.mul local.set 16
        local.get 0 i32.load offset=12 i32.const 0 i32.add local.set 20
        local.get 10 i32.const 256 i32.mul local.set 16
        local.get 5 i32.const 256 i32.mul local.set 21
        local.get 9 i32.const 64 i32.mul local.set 22
        local.get 4 i32.const 64 i32.mul local.set 23
        local.get 16 local.tee 24 local.get 14 i32.lt_s if
          loop
            local.get 14 local.get 24 i32.sub local.set 25
            i32.const 256 local.get 25 i32.const 256 local.get 25 i32.lt_u select local.set 26
            local.get 22 local.tee 25 local.get 15 i32.lt_s if
              loop
                local.get 15 local.get 25 i32.sub local.set 27
                i32.const 64 local.get 27 i32.const 64 local.get 27 i32.lt_u select local.set 28
                local.get 28 i32.const 8 i32.div_u local.set 27
                local.get 27 i32.const 8 i32.mul local.set 29
                local.get 26 i32.const 4 i32.div_u local.set 27
                local.get 27 i32.const 4 i32.mul local.set 30
                local.get 24 i32.const 96 i32.mul local.set 27
                i32.const 0 local.tee 31 local.get 29 i32.lt_s if
                  loop
                    local.get 25 local.get 31 i32.add local.set 32
                    i32.const 0 local.tee 33 i32.const 96 i32.lt_s if
                      local.get 18 local.get 32 i32.const 2 i32.shl i32.add local.set 34
                      local.get 34 i32.const 0 local.get 13 i32.mul i32.const 2 i32.shl i32.add local.set 35
                      i32.const 1 local.get 13 i32.mul i32.const 2 i32.shl local.set 36
                      local.get 8 local.set 37
                      local.get 37 i32.const 0 i32.const 5 i32.shl i32.add local.set 38
                      local.get 38 i32.const 3072 i32.add local.set 39
                      loop
                        local.get 33 local.get 13 i32.mul local.set 40
                        local.get 35 local.set 42
                        local.get 42 v128.load align=4 local.set 41
                        local.get 35 local.set 42
                        local.get 42 v128.load offset=16 align=4 local.set 43
                        local.get 38 local.set 40
                        local.get 40 local.get 41 v128.store align=4
                        local.get 38 local.set 40
                        local.get 40 local.get 43 v128.store offset=16 align=4
                        local.get 35 local.get 36 i32.add local.set 35
                        local.get 38 i32.const 32 i32.add local.set 38
                        local.get 33 i32.const 1 i32.add local.tee 33 i32.const 96 i32.lt_s br_if 0
                      end
                    end
                    i32.const 0 local.tee 33 local.get 30 i32.lt_s if
                      local.get 19 local.get 32 i32.const 2 i32.shl i32.add local.set 39
                      local.get 20 local.get 32 i32.const 2 i32.shl i32.add local.set 38
                      loop
                        local.get 24 local.get 33 i32.add local.set 37
                        local.get 37 local.get 15 i32.mul local.set 36
                        local.get 39 local.get 36 i32.const 2 i32.shl i32.add local.set 35
                        local.get 35 v128.load align=4 local.set 43
                        local.get 39 local.get 36 i32.const 2 i32.shl i32.add local.set 35
                        local.get 35 v128.load offset=16 align=4 local.set 41
                        local.get 37 i32.const 1 i32.add local.set 35
                        local.get 35 local.get 15 i32.mul local.set 34
                        local.get 39 local.get 34 i32.const 2 i32.shl i32.add local.set 35
                        local.get 35 v128.load align=4 local.set 44
                        local.get 39 local.get 34 i32.const 2 i32.shl i32.add local.set 35
                        local.get 35 v128.load offset=16 align=4 local.set 45
                        local.get 37 i32.const 2 i32.add local.set 35
                        local.get 35 local.get 15 i32.mul local.set 40
                        local.get 39 local.get 40 i32.const 2 i32.shl i32.add local.set 35
                        local.get 35 v128.load align=4 local.set 46
                        local.get 39 local.get 40 i32.const 2 i32.shl i32.add local.set 35
                        local.get 35 v128.load offset=16 align=4 local.set 47
                        local.get 37 i32.const 3 i32.add local.set 35
                        local.get 35 local.get 15 i32.mul local.set 37
                        local.get 39 local.get 37 i32.const 2 i32.shl i32.add local.set 35
                        local.get 35 v128.load align=4 local.set 48
                        local.get 39 local.get 37 i32.const 2 i32.shl i32.add local.set 35
                        local.get 35 v128.load offset=16 align=4 local.set 49
                        local.get 33 i32.const 96 i32.mul local.set 35
                        local.get 27 local.get 35 i32.add local.set 42
                        local.get 43 local.get 41 local.get 44 local.get 45 local.get 46 local.get 47 local.get 48
                        local.get 49 local.set 57
                        local.set 56
                        local.set 55
                        local.set 54
                        local.set 53
                        local.set 52
                        local.set 51
                        local.set 50
                        i32.const 0 local.tee 35 i32.const 96 i32.lt_s if
                          local.get 17 local.get 42 i32.const 2 i32.shl i32.add local.set 58
                          local.get 58 i32.const 0 i32.const 2 i32.shl i32.add local.set 59
                          local.get 59 i32.const 384 i32.add local.set 60
                          local.get 8 local.set 61
                          local.get 61 i32.const 0 i32.const 5 i32.shl i32.add local.set 62
                          loop
                            local.get 62 local.set 64
                            local.get 64 v128.load align=4 local.set 63
                            local.get 62 local.set 64
                            local.get 64 v128.load offset=16 align=4 local.set 65
                            local.get 59 v128.load32_splat local.set 66
                            local.get 66 local.get 63 f32x4.mul local.set 67
                            local.get 50 local.get 67 f32x4.add local.set 68
                            local.get 66 local.get 65 f32x4.mul local.set 67
                            local.get 51 local.get 67 f32x4.add local.set 66
                            local.get 59 v128.load32_splat offset=384 local.set 67
                            local.get 67 local.get 63 f32x4.mul local.set 69
                            local.get 52 local.get 69 f32x4.add local.set 70
                            local.get 67 local.get 65 f32x4.mul local.set 69
                            local.get 53 local.get 69 f32x4.add local.set 67
                            local.get 59 v128.load32_splat offset=768 local.set 69
                            local.get 69 local.get 63 f32x4.mul local.set 71
                            local.get 54 local.get 71 f32x4.add local.set 72
                            local.get 69 local.get 65 f32x4.mul local.set 71
                            local.get 55 local.get 71 f32x4.add local.set 69
                            local.get 59 v128.load32_splat offset=1152 local.set 71
                            local.get 71 local.get 63 f32x4.mul local.set 73
                            local.get 56 local.get 73 f32x4.add local.set 63
                            local.get 71 local.get 65 f32x4.mul local.set 73
                            local.get 57 local.get 73 f32x4.add local.set 65
                            local.get 68 local.get 66 local.get 70 local.get 67 local.get 72 local.get 69 local.get 63
                            local.get 65 local.set 57
                            local.set 56
                            local.set 55
                            local.set 54
                            local.set 53
                            local.set 52
                            local.set 51
                            local.set 50
                            local.get 59 i32.const 4 i32.add local.set 59
                            local.get 62 i32.const 32 i32.add local.set 62
                            local.get 59 local.get 60 i32.ne br_if 0
                          end
                        end
                        local.get 38 local.get 36 i32.const 2 i32.shl i32.add local.set 42
                        local.get 42 local.get 50 v128.store align=4
                        local.get 38 local.get 36 i32.const 2 i32.shl i32.add local.set 42
                        local.get 42 local.get 51 v128.store offset=16 align=4
                        local.get 38 local.get 34 i32.const 2 i32.shl i32.add local.set 36
                        local.get 36 local.get 52 v128.store align=4
                        local.get 38 local.get 34 i32.const 2 i32.shl i32.add local.set 36
                        local.get 36 local.get 53 v128.store offset=16 align=4
                        local.get 38 local.get 40 i32.const 2 i32.shl i32.add local.set 34
                        local.get 34 local.get 54 v128.store align=4
                        local.get 38 local.get 40 i32.const 2 i32.shl i32.add local.set 34
                        local.get 34 local.get 55 v128.store offset=16 align=4
                        local.get 38 local.get 37 i32.const 2 i32.shl i32.add local.set 40
                        local.get 40 local.get 56 v128.store align=4
                        local.get 38 local.get 37 i32.const 2 i32.shl i32.add local.set 40
                        local.get 40 local.get 57 v128.store offset=16 align=4
                        local.get 33 i32.const 4 i32.add local.tee 33 local.get 30 i32.lt_s br_if 0
                      end
                    end
                    local.get 30 local.tee 33 local.get 26 i32.lt_s if
                      local.get 19 local.get 32 i32.const 2 i32.shl i32.add i32.const 0 i32.add local.set 38
                      local.get 19 local.get 32 i32.const 2 i32.shl i32.add i32.const 16 i32.add local.set 39
                      local.get 20 local.get 32 i32.const 2 i32.shl i32.add i32.const 0 i32.add local.set 37
                      local.get 20 local.get 32 i32.const 2 i32.shl i32.add i32.const 16 i32.add local.set 40
                      loop
                        local.get 24 local.get 33 i32.add local.set 34
                        local.get 34 local.get 15 i32.mul local.set 36
                        local.get 38 local.get 36 i32.const 2 i32.shl i32.add local.set 34
                        local.get 34 v128.load align=4 local.set 57
                        local.get 39 local.get 36 i32.const 2 i32.shl i32.add local.set 34
                        local.get 34 v128.load align=4 local.set 56
                        local.get 33 i32.const 96 i32.mul local.set 34
                        local.get 27 local.get 34 i32.add local.set 42
                        local.get 57 local.get 56 local.set 54
                        local.set 55
                        i32.const 0 local.tee 34 i32.const 96 i32.lt_s if
                          local.get 17 local.get 42 i32.const 2 i32.shl i32.add i32.const 0 i32.add local.set 35
                          local.get 35 i32.const 0 i32.const 2 i32.shl i32.add local.set 62
                          local.get 62 i32.const 384 i32.add local.set 61
                          local.get 8 local.set 60
                          local.get 60 i32.const 0 i32.const 5 i32.shl i32.add local.set 59
                          loop
                            local.get 59 local.set 58
                            local.get 58 v128.load align=4 local.set 53
                            local.get 59 local.set 58
                            local.get 58 v128.load offset=16 align=4 local.set 52
                            local.get 62 v128.load32_splat local.set 51
                            local.get 51 local.get 53 f32x4.mul local.set 50
                            local.get 55 local.get 50 f32x4.add local.set 53
                            local.get 51 local.get 52 f32x4.mul local.set 50
                            local.get 54 local.get 50 f32x4.add local.set 52
                            local.get 53 local.get 52 local.set 54
                            local.set 55
                            local.get 62 i32.const 4 i32.add local.set 62
                            local.get 59 i32.const 32 i32.add local.set 59
                            local.get 62 local.get 61 i32.ne br_if 0
                          end
                        end
                        local.get 37 local.get 36 i32.const 2 i32.shl i32.add local.set 42
                        local.get 42 local.get 55 v128.store align=4
                        local.get 40 local.get 36 i32.const 2 i32.shl i32.add local.set 42
                        local.get 42 local.get 54 v128.store align=4
                        local.get 33 i32.const 1 i32.add local.tee 33 local.get 26 i32.lt_s br_if 0
                      end
                    end
                    local.get 31 i32.const 8 i32.add local.tee 31 local.get 29 i32.lt_s br_if 0
                  end
                end
                local.get 28 i32.const 4 i32.div_u local.set 31
                local.get 31 i32.const 4 i32.mul local.set 32
                local.get 29 local.tee 31 local.get 32 i32.lt_s if
                  loop
                    local.get 25 local.get 31 i32.add local.set 33
                    i32.const 0 local.tee 40 local.get 30 i32.lt_s if
                      local.get 19 local.get 33 i32.const 2 i32.shl i32.add i32.const 0 i32.add local.set 37
                      local.get 20 local.get 33 i32.const 2 i32.shl i32.add i32.const 0 i32.add local.set 39
                      loop
                        local.get 24 local.get 40 i32.add local.set 38
                        local.get 38 local.get 15 i32.mul local.set 36
                        local.get 37 local.get 36 i32.const 2 i32.shl i32.add local.set 42
                        local.get 42 v128.load align=4 local.set 54
                        local.get 38 i32.const 1 i32.add local.set 42
                        local.get 42 local.get 15 i32.mul local.set 34
                        local.get 37 local.get 34 i32.const 2 i32.shl i32.add local.set 42
                        local.get 42 v128.load align=4 local.set 55
                        local.get 38 i32.const 2 i32.add local.set 42
                        local.get 42 local.get 15 i32.mul local.set 59
                        local.get 37 local.get 59 i32.const 2 i32.shl i32.add local.set 42
                        local.get 42 v128.load align=4 local.set 56
                        local.get 38 i32.const 3 i32.add local.set 42
                        local.get 42 local.get 15 i32.mul local.set 38
                        local.get 37 local.get 38 i32.const 2 i32.shl i32.add local.set 42
                        local.get 42 v128.load align=4 local.set 57
                        local.get 40 i32.const 96 i32.mul local.set 42
                        local.get 27 local.get 42 i32.add local.set 60
                        local.get 54 local.get 55 local.get 56 local.get 57 local.set 51
                        local.set 50
                        local.set 53
                        local.set 52
                        i32.const 0 local.tee 42 i32.const 96 i32.lt_s if
                          local.get 17 local.get 60 i32.const 2 i32.shl i32.add local.set 61
                          local.get 61 i32.const 0 i32.const 2 i32.shl i32.add local.set 62
                          local.get 62 i32.const 384 i32.add local.set 35
                          local.get 18 local.get 33 i32.const 2 i32.shl i32.add i32.const 0 i32.add local.set 58
                          local.get 58 i32.const 0 local.get 13 i32.mul i32.const 2 i32.shl i32.add local.set 64
                          i32.const 1 local.get 13 i32.mul i32.const 2 i32.shl local.set 74
                          loop
                            local.get 42 local.get 13 i32.mul local.set 75
                            local.get 64 local.set 76
                            local.get 76 v128.load align=4 local.set 49
                            local.get 62 v128.load32_splat local.set 48
                            local.get 48 local.get 49 f32x4.mul local.set 47
                            local.get 52 local.get 47 f32x4.add local.set 48
                            local.get 62 v128.load32_splat offset=384 local.set 47
                            local.get 47 local.get 49 f32x4.mul local.set 46
                            local.get 53 local.get 46 f32x4.add local.set 47
                            local.get 62 v128.load32_splat offset=768 local.set 46
                            local.get 46 local.get 49 f32x4.mul local.set 45
                            local.get 50 local.get 45 f32x4.add local.set 46
                            local.get 62 v128.load32_splat offset=1152 local.set 45
                            local.get 45 local.get 49 f32x4.mul local.set 44
                            local.get 51 local.get 44 f32x4.add local.set 49
                            local.get 48 local.get 47 local.get 46 local.get 49 local.set 51
                            local.set 50
                            local.set 53
                            local.set 52
                            local.get 62 i32.const 4 i32.add local.set 62
                            local.get 64 local.get 74 i32.add local.set 64
                            local.get 42 i32.const 1 i32.add local.tee 42 i32.const 96 i32.lt_s br_if 0
                          end
                        end
                        local.get 39 local.get 36 i32.const 2 i32.shl i32.add local.set 60
                        local.get 60 local.get 52 v128.store align=4
                        local.get 39 local.get 34 i32.const 2 i32.shl i32.add local.set 36
                        local.get 36 local.get 53 v128.store align=4
                        local.get 39 local.get 59 i32.const 2 i32.shl i32.add local.set 34
                        local.get 34 local.get 50 v128.store align=4
                        local.get 39 local.get 38 i32.const 2 i32.shl i32.add local.set 59
                        local.get 59 local.get 51 v128.store align=4
                        local.get 40 i32.const 4 i32.add local.tee 40 local.get 30 i32.lt_s br_if 0
                      end
                    end
                    local.get 30 local.tee 40 local.get 26 i32.lt_s if
                      local.get 19 local.get 33 i32.const 2 i32.shl i32.add i32.const 0 i32.add local.set 39
                      local.get 20 local.get 33 i32.const 2 i32.shl i32.add i32.const 0 i32.add local.set 37
                      loop
                        local.get 24 local.get 40 i32.add local.set 38
                        local.get 38 local.get 15 i32.mul local.set 59
                        local.get 39 local.get 59 i32.const 2 i32.shl i32.add local.set 38
                        local.get 38 v128.load align=4 local.set 51
                        local.get 40 i32.const 96 i32.mul local.set 38
                        local.get 27 local.get 38 i32.add local.set 34
                        local.get 51 local.set 50
                        i32.const 0 local.tee 38 i32.const 96 i32.lt_s if
                          local.get 17 local.get 34 i32.const 2 i32.shl i32.add i32.const 0 i32.add local.set 36
                          local.get 36 i32.const 0 i32.const 2 i32.shl i32.add local.set 60
                          local.get 60 i32.const 384 i32.add local.set 42
                          local.get 18 local.get 33 i32.const 2 i32.shl i32.add i32.const 0 i32.add local.set 74
                          local.get 74 i32.const 0 local.get 13 i32.mul i32.const 2 i32.shl i32.add local.set 64
                          i32.const 1 local.get 13 i32.mul i32.const 2 i32.shl local.set 58
                          loop
                            local.get 38 local.get 13 i32.mul local.set 35
                            local.get 64 local.set 62
                            local.get 62 v128.load align=4 local.set 53
                            local.get 60 v128.load32_splat local.set 52
                            local.get 52 local.get 53 f32x4.mul local.set 57
                            local.get 50 local.get 57 f32x4.add local.set 53
                            local.get 53 local.set 50
                            local.get 60 i32.const 4 i32.add local.set 60
                            local.get 64 local.get 58 i32.add local.set 64
                            local.get 38 i32.const 1 i32.add local.tee 38 i32.const 96 i32.lt_s br_if 0
                          end
                        end
                        local.get 37 local.get 59 i32.const 2 i32.shl i32.add local.set 34
                        local.get 34 local.get 50 v128.store align=4
                        local.get 40 i32.const 1 i32.add local.tee 40 local.get 26 i32.lt_s br_if 0
                      end
                    end
                    local.get 31 i32.const 4 i32.add local.tee 31 local.get 32 i32.lt_s br_if 0
                  end
                end
                local.get 32 local.tee 29 local.get 28 i32.lt_s if
                  loop
                    local.get 25 local.get 29 i32.add local.set 31
                    i32.const 0 local.tee 33 local.get 30 i32.lt_s if
                      local.get 19 local.get 31 i32.const 2 i32.shl i32.add i32.const 0 i32.add local.set 40
                      local.get 20 local.get 31 i32.const 2 i32.shl i32.add i32.const 0 i32.add local.set 37
                      loop
                        local.get 24 local.get 33 i32.add local.set 39
                        local.get 39 local.get 15 i32.mul local.set 59
                        local.get 40 local.get 59 i32.const 2 i32.shl i32.add f32.load local.set 77
                        local.get 39 i32.const 1 i32.add local.set 34
                        local.get 34 local.get 15 i32.mul local.set 38
                        local.get 40 local.get 38 i32.const 2 i32.shl i32.add f32.load local.set 78
                        local.get 39 i32.const 2 i32.add local.set 34
                        local.get 34 local.get 15 i32.mul local.set 58
                        local.get 40 local.get 58 i32.const 2 i32.shl i32.add f32.load local.set 79
                        local.get 39 i32.const 3 i32.add local.set 34
                        local.get 34 local.get 15 i32.mul local.set 39
                        local.get 40 local.get 39 i32.const 2 i32.shl i32.add f32.load local.set 80
                        local.get 33 i32.const 96 i32.mul local.set 34
                        local.get 27 local.get 34 i32.add local.set 64
                        local.get 77 local.get 78 local.get 79 local.get 80 local.set 84
                        local.set 83
                        local.set 82
                        local.set 81
                        i32.const 0 local.tee 34 i32.const 96 i32.lt_s if
                          local.get 17 local.get 64 i32.const 2 i32.shl i32.add local.set 74
                          local.get 74 i32.const 0 i32.const 2 i32.shl i32.add local.set 42
                          local.get 42 i32.const 384 i32.add local.set 60
                          local.get 18 local.get 31 i32.const 2 i32.shl i32.add i32.const 0 i32.add local.set 36
                          local.get 36 i32.const 0 local.get 13 i32.mul i32.const 2 i32.shl i32.add local.set 35
                          i32.const 1 local.get 13 i32.mul i32.const 2 i32.shl local.set 62
                          loop
                            local.get 42 f32.load local.set 85
                            local.get 42 f32.load offset=384 local.set 86
                            local.get 42 f32.load offset=768 local.set 87
                            local.get 42 f32.load offset=1152 local.set 88
                            local.get 34 local.get 13 i32.mul local.set 61
                            local.get 35 f32.load local.set 89
                            local.get 85 local.get 89 f32.mul local.set 90
                            local.get 81 local.get 90 f32.add local.set 85
                            local.get 86 local.get 89 f32.mul local.set 90
                            local.get 82 local.get 90 f32.add local.set 86
                            local.get 87 local.get 89 f32.mul local.set 90
                            local.get 83 local.get 90 f32.add local.set 87
                            local.get 88 local.get 89 f32.mul local.set 90
                            local.get 84 local.get 90 f32.add local.set 89
                            local.get 85 local.get 86 local.get 87 local.get 89 local.set 84
                            local.set 83
                            local.set 82
                            local.set 81
                            local.get 42 i32.const 4 i32.add local.set 42
                            local.get 35 local.get 62 i32.add local.set 35
                            local.get 34 i32.const 1 i32.add local.tee 34 i32.const 96 i32.lt_s br_if 0
                          end
                        end
                        local.get 37 local.get 59 i32.const 2 i32.shl i32.add local.get 81 f32.store
                        local.get 37 local.get 38 i32.const 2 i32.shl i32.add local.get 82 f32.store
                        local.get 37 local.get 58 i32.const 2 i32.shl i32.add local.get 83 f32.store
                        local.get 37 local.get 39 i32.const 2 i32.shl i32.add local.get 84 f32.store
                        local.get 33 i32.const 4 i32.add local.tee 33 local.get 30 i32.lt_s br_if 0
                      end
                    end
                    local.get 30 local.tee 33 local.get 26 i32.lt_s if
                      local.get 19 local.get 31 i32.const 2 i32.shl i32.add i32.const 0 i32.add local.set 37
                      local.get 20 local.get 31 i32.const 2 i32.shl i32.add i32.const 0 i32.add local.set 40
                      loop
                        local.get 24 local.get 33 i32.add local.set 39
                        local.get 39 local.get 15 i32.mul local.set 58
                        local.get 37 local.get 58 i32.const 2 i32.shl i32.add f32.load local.set 84
                        local.get 33 i32.const 96 i32.mul local.set 39
                        local.get 27 local.get 39 i32.add local.set 38
                        local.get 84 local.set 83
                        i32.const 0 local.tee 39 i32.const 96 i32.lt_s if
                          local.get 17 local.get 38 i32.const 2 i32.shl i32.add i32.const 0 i32.add local.set 59
                          local.get 59 i32.const 0 i32.const 2 i32.shl i32.add local.set 64
                          local.get 64 i32.const 384 i32.add local.set 34
                          local.get 18 local.get 31 i32.const 2 i32.shl i32.add i32.const 0 i32.add local.set 62
                          local.get 62 i32.const 0 local.get 13 i32.mul i32.const 2 i32.shl i32.add local.set 35
                          i32.const 1 local.get 13 i32.mul i32.const 2 i32.shl local.set 36
                          loop
                            local.get 64 f32.load local.set 82
                            local.get 39 local.get 13 i32.mul local.set 60
                            local.get 35 f32.load local.set 81
                            local.get 82 local.get 81 f32.mul local.set 80
                            local.get 83 local.get 80 f32.add local.set 81
                            local.get 81 local.set 83
                            local.get 64 i32.const 4 i32.add local.set 64
                            local.get 35 local.get 36 i32.add local.set 35
                            local.get 39 i32.const 1 i32.add local.tee 39 i32.const 96 i32.lt_s br_if 0
                          end
                        end
                        local.get 40 local.get 58 i32.const 2 i32.shl i32.add local.get 83 f32.store
                        local.get 33 i32.const 1 i32.add local.tee 33 local.get 26 i32.lt_s br_if 0
                      end
                    end
                    local.get 29 i32.const 1 i32.add local.tee 29 local.get 28 i32.lt_s br_if 0
                  end
                end
                local.get 25 local.get 23 i32.add local.tee 25 local.get 15 i32.lt_s br_if 0
              end
            end
            local.get 24 local.get 21 i32.add local.tee 24 local.get 14 i32.lt_s br_if 0
          end
        end
        local.get 2 i32.const 1 i32.add local.tee 2 local.get 3 i32.lt_u br_if 0
      end
    end
  ))
